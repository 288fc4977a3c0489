package io.daybook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for half a minute which tokens were found good, and whose they are. To check one costs more than all else that a
 * request for a balance costs, and a client sends the same token again and again. So a key that the issuer withdraws is believed
 * for that much longer than {@link IssuerKeys} keeps it; a token's own end is looked at each time.
 */
final class ValidatedTokenCache {

    private static final String SCHEME = "Bearer ";
    static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int REMEMBERED_MAX = 10_000;

    private final TokenLifetime lifetime;
    private final Cache<String, IdentifiedToken> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    ValidatedTokenCache(TokenLifetime lifetime) {
        this.lifetime = lifetime;
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
                .filter(token -> !lifetime.isOver(token.getToken()));
    }
}
