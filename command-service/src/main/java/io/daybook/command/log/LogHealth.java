package io.daybook.command.log;

import io.daybook.serviceweb.BackgroundLook;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Ready as long as commands can be appended. Kafka is not asked: what is acknowledged is durable without it, and is published
 * when it is back. Everybody may ask for health, so it is told from memory: questions take no connection of the appender's pool.
 */
@Configuration(proxyBeanMethods = false)
class LogHealth {

    @Bean
    BackgroundLook<Health> logLook(LogHeadReader end) {
        return new BackgroundLook<>("log-health", () -> seen(end));
    }

    @Bean
    HealthIndicator logHealthIndicator(BackgroundLook<Health> logLook, CommandQueue queue) {
        return () -> queue.isRunning()
                ? logLook.latest().orElseGet(() -> Health.down()
                        .withDetail("reason", "The log does not answer.")
                        .build())
                : Health.outOfService().build();
    }

    private static Health seen(LogHeadReader end) {
        try {
            return end.canAppend() ? Health.up().build() : Health.outOfService().build();
        } catch (EventLogUnavailableException e) {
            return Health.down(e).build();
        }
    }
}
