package io.daybook.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of access, by their names. */
class AccessPropertiesTest {

    @Test
    void metrics_need_a_token_unless_said_otherwise() {
        assertThat(bound(Map.of()).areMetricsPublic()).isFalse();
        assertThat(bound(Map.of("public-metrics", "true")).areMetricsPublic()).isTrue();
    }

    @Test
    void the_older_name_for_public_metrics_counts_where_the_new_one_is_not_set() {
        assertThat(bound(Map.of("open-metrics", "true")).areMetricsPublic()).isTrue();
        assertThat(bound(Map.of("open-metrics", "true", "public-metrics", "false"))
                        .areMetricsPublic())
                .isFalse();
    }

    private static AccessProperties bound(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("daybook.access." + name, value));
        return new Binder(source).bindOrCreate("daybook.access", AccessProperties.class);
    }
}
