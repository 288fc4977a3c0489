package io.daybook.command.log.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * Clocks that must agree before anything is recorded, read at one moment.
 *
 * @param instance the instance's clock
 * @param database the database's clock
 * @param head recorded time of the log's last event
 */
public record ClockReading(Instant instance, Instant database, Instant head) {

    /** Time by which the instance's clock is ahead of the database's; negative if it is behind. */
    public Duration instanceAhead() {
        return Duration.between(database, instance);
    }

    /** Time by which the log's last event is ahead of the database's clock; zero if it is not. */
    public Duration headAhead() {
        return head.isAfter(database) ? Duration.between(database, head) : Duration.ZERO;
    }
}
