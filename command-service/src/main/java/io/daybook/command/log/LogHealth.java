package io.daybook.command.log;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready as long as commands can be appended. Kafka is not asked: what is acknowledged is durable without it, and is published
 * when it is back.
 */
@Component("logHealthIndicator")
class LogHealth implements HealthIndicator {

    private final LogHeadReader end;
    private final CommandQueue queue;

    LogHealth(LogHeadReader end, CommandQueue queue) {
        this.end = end;
        this.queue = queue;
    }

    @Override
    public Health health() {
        try {
            return queue.isRunning() && end.canAppend()
                    ? Health.up().build()
                    : Health.outOfService().build();
        } catch (EventLogUnavailableException e) {
            return Health.down(e).build();
        }
    }
}
