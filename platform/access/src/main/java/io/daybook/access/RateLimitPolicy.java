package io.daybook.access;

import java.time.Duration;

/**
 * Requests that a client may send.
 *
 * @param perSecond so many requests a second; none or less for any number
 * @param burst so many at once, after a rest
 */
record RateLimitPolicy(long perSecond, long burst) {

    RateLimitPolicy {
        if (perSecond > 0 && burst < 1) {
            throw new IllegalArgumentException("daybook.access.rate: a burst must be 1 or greater.");
        }
    }

    boolean isLimited() {
        return perSecond > 0;
    }

    /** The time until a client that has used up everything may have the whole burst again. */
    Duration timeToFill() {
        return Duration.ofSeconds(Math.ceilDiv(burst, perSecond));
    }
}
