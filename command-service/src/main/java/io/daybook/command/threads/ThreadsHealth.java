package io.daybook.command.threads;

import io.daybook.command.log.CommandQueue;
import io.daybook.serviceweb.BackgroundLoop;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Down once a thread has ended that works for as long as the service runs: the appender, the importer or another. Nothing but a
 * restart brings it back, so the instance is neither ready nor live from then on.
 */
@Configuration(proxyBeanMethods = false)
class ThreadsHealth {

    @Bean
    HealthIndicator threadsHealthIndicator(CommandQueue queue, List<BackgroundLoop> loops) {
        return () -> health(queue.hasDied(), loops);
    }

    static Health health(boolean hasAppenderDied, List<BackgroundLoop> loops) {
        List<String> dead = Stream.concat(
                        hasAppenderDied ? Stream.of("appender") : Stream.empty(),
                        loops.stream().filter(BackgroundLoop::hasDied).map(BackgroundLoop::name))
                .toList();
        return dead.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("ended", dead).build();
    }
}
