package io.daybook.query.group;

import io.daybook.query.database.ReadStore;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The groups of this process together: that each listed one exists, and which of them can answer. */
@Configuration(proxyBeanMethods = false)
public class Groups {

    /**
     * Health by group. One store being down takes only its own queries away, so the service is ready as long as one
     * group can answer; the details name each.
     *
     * @throws IllegalStateException if a listed group does not exist
     */
    @Bean
    HealthIndicator groupsHealthIndicator(GroupsProperties properties, List<ReadStore> stores) {
        Set<String> known = stores.stream().map(ReadStore::view).collect(Collectors.toSet());
        properties.groups().stream()
                .filter(group -> !known.contains(group))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalStateException(
                            "daybook.groups lists '%s', and there is no such group.".formatted(unknown));
                });
        return () -> health(stores);
    }

    private static Health health(List<ReadStore> stores) {
        var health = Health.outOfService();
        for (ReadStore store : stores) {
            boolean answers = store.answers();
            health.withDetail(store.view(), answers ? "UP" : "DOWN");
            if (answers) {
                health.up();
            }
        }
        return health.build();
    }
}
