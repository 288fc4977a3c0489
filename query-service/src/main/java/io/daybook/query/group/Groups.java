package io.daybook.query.group;

import io.daybook.query.database.ReadStore;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The groups of this process together: names in settings are checked, and health tells which groups can answer. */
@Configuration(proxyBeanMethods = false)
public class Groups {

    @Bean
    static KnownNamesCheck knownNamesCheck(Environment environment) {
        return new KnownNamesCheck(environment);
    }

    @Bean
    StoreLooks storeLooks(List<ReadStore> stores) {
        return new StoreLooks(stores);
    }

    /**
     * Health by group, from memory. One store being down takes only its own queries away, so the service is ready as long as
     * one group can answer; the details name each.
     */
    @Bean
    HealthIndicator groupsHealthIndicator(StoreLooks looks) {
        return () -> health(looks);
    }

    private static Health health(StoreLooks looks) {
        var health = Health.outOfService();
        for (StoreLooks.StoreLook store : looks.all()) {
            boolean answers = store.answers();
            health.withDetail(store.view(), answers ? "UP" : "DOWN");
            if (answers) {
                health.up();
            }
        }
        return health.build();
    }
}
