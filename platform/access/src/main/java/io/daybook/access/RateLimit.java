package io.daybook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Limits how often each client may ask: a token bucket a client, filled steadily. A bucket that is full again is forgotten, as a
 * new one would be no other; so is the one that was used least, when there are more clients than are remembered.
 */
final class RateLimit {

    private static final int CLIENTS_MAX = 50_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RateLimitPolicy allowance;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    RateLimit(RateLimitPolicy allowance, TimeMeter time) {
        this.allowance = allowance;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CLIENTS_MAX)
                .expireAfterAccess(
                        allowance.isLimited() ? allowance.timeToFill().plus(SECOND) : SECOND)
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Takes one request from what the client has left: zero if it could be taken, otherwise how long until it can. */
    Duration take(String client) {
        if (!allowance.isLimited()) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Takes a request back that was not to be counted. */
    void giveBack(String client) {
        if (allowance.isLimited()) {
            bucket(client).addTokens(1);
        }
    }

    private Bucket bucket(String client) {
        Bucket known = buckets.getIfPresent(client);
        return known == null ? buckets.get(client, this::full) : known;
    }

    private Bucket full(String client) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(allowance.burst()).refillGreedy(allowance.perSecond(), SECOND))
                .withCustomTimePrecision(time)
                .build();
    }

    /** The number of clients that are remembered. */
    long clients() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
