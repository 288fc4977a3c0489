package io.daybook.command.log.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits that keep one wrong clock from dating the log. No event is given an earlier recorded time than the one before it, so an
 * event from 2099 would date all that follow it. See ADR 0028.
 */
public final class ClockLimits {

    private final ClockProperties properties;

    public ClockLimits(ClockProperties properties) {
        this.properties = properties;
    }

    /** Reason why nothing may be recorded at this moment, as a sentence; nothing if it may. */
    public Optional<String> trouble(ClockReading clocks) {
        Duration ahead = clocks.instanceAhead();
        if (ahead.abs().compareTo(properties.aheadMax()) > 0) {
            return Optional.of("The clock of this instance is %d s %s the database's; daybook.clock.ahead-max is %d s."
                    .formatted(
                            ahead.abs().toSeconds(),
                            ahead.isNegative() ? "behind" : "ahead of",
                            properties.aheadMax().toSeconds()));
        }
        return isHeadAhead(clocks) && !isHeadAccepted(clocks)
                ? Optional.of(
                        "The last event of the log is dated %s, %d s ahead of the database's clock; nothing is recorded before that time."
                                .formatted(clocks.head(), clocks.headAhead().toSeconds()))
                : Optional.empty();
    }

    /** Time at which decisions are made: the clock's, or that of a last event that is a little ahead of it. */
    public Instant decidedAt(ClockReading clocks) {
        return isHeadAhead(clocks) ? clocks.instance() : recordedAt(clocks);
    }

    /** Time at which events are recorded: the clock's, but never before that of the last event. */
    public Instant recordedAt(ClockReading clocks) {
        return clocks.instance().isBefore(clocks.head()) ? clocks.head() : clocks.instance();
    }

    private boolean isHeadAhead(ClockReading clocks) {
        return clocks.headAhead().compareTo(properties.aheadMax()) > 0;
    }

    private boolean isHeadAccepted(ClockReading clocks) {
        Instant until = properties.headAcceptedUntil();
        return until != null && !clocks.head().isAfter(until);
    }
}
