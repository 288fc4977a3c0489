package io.daybook.command.log;

import io.daybook.command.log.clock.ClockReading;
import io.daybook.serviceweb.BackgroundLook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Function;
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

    private static final double MILLIS_PER_SECOND = 1_000;

    @Bean
    BackgroundLook<LogStatus> logLook(LogHeadReader end) {
        return new BackgroundLook<>("log-health", end::status);
    }

    @Bean
    HealthIndicator logHealthIndicator(BackgroundLook<LogStatus> logLook, CommandQueue queue) {
        return () -> queue.isRunning()
                ? health(logLook.latest().orElseGet(LogStatus::unreachable))
                : Health.outOfService().build();
    }

    private static Health health(LogStatus status) {
        String obstacle = status.obstacle();
        return obstacle == null
                ? Health.up().build()
                : Health.down().withDetail("reason", obstacle).build();
    }

    @Bean
    MeterBinder logStatusGauges(BackgroundLook<LogStatus> logLook) {
        return meters -> {
            Gauge.builder("daybook.clock.ahead.seconds", () -> seconds(logLook, ClockReading::instanceAhead))
                    .description(
                            "By how much this instance's clock is ahead of the database's; negative if it is behind")
                    .register(meters);
            Gauge.builder("daybook.log.ahead.seconds", () -> seconds(logLook, ClockReading::headAhead))
                    .description("By how much the recorded time of the last event is ahead of the database's clock")
                    .register(meters);
            Gauge.builder(
                            "daybook.log.alone",
                            () -> logLook.latest().filter(LogStatus::isAlone).isPresent() ? 1 : 0)
                    .description("Whether the database commits without the synchronous standby that is required")
                    .register(meters);
        };
    }

    private static double seconds(BackgroundLook<LogStatus> look, Function<ClockReading, Duration> what) {
        return look.latest()
                .map(LogStatus::clocks)
                .map(what)
                .map(duration -> duration.toMillis() / MILLIS_PER_SECOND)
                .orElse(Double.NaN);
    }
}
