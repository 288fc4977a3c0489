package io.daybook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a minute which tokens were found good, and whose they are. To check one costs more than all else that a request
 * for a balance costs, and a client sends the same token again and again. So a key that the issuer withdraws is believed for up
 * to a minute more; a token's own end is looked at each time.
 */
final class ValidatedTokenCache {

    private static final String SCHEME = "Bearer ";
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int REMEMBERED_MAX = 10_000;

    private final Clock clock;
    private final Cache<String, IdentifiedToken> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    ValidatedTokenCache(Clock clock) {
        this.clock = clock;
    }

    /** Remembers a token that was just found good; of the request that showed it, nothing. */
    void add(IdentifiedToken token) {
        token.setDetails(null);
        good.put(token.getToken().getTokenValue(), token);
    }

    /** The token in a header Authorization, if it was found good lately and still is. */
    Optional<IdentifiedToken> find(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.ofNullable(good.getIfPresent(authorization.substring(SCHEME.length())))
                .filter(token -> !isOver(token));
    }

    private boolean isOver(IdentifiedToken token) {
        Instant end = token.getToken().getExpiresAt();
        return end == null || end.plus(TokenValidators.CLOCK_SKEW_MAX).isBefore(clock.instant());
    }
}
