package io.daybook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Remembers for a minute which tokens were found good. Checking a signature costs more than all else that a request for a
 * balance costs, and a client sends the same token again and again. So a key that the issuer withdraws is believed for up to a
 * minute more; a token's own end is looked at each time.
 */
final class Tokens implements JwtDecoder {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int REMEMBERED_MAX = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    Tokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = good.getIfPresent(token);
        if (known == null) {
            Jwt decoded = decoded(token);
            good.put(token, decoded);
            return decoded;
        }
        if (isOver(known)) {
            throw new BadJwtException("Jwt expired at " + known.getExpiresAt());
        }
        return known;
    }

    /** Whether this token was found good lately and still is, so that to believe it costs next to nothing. */
    boolean remembers(String token) {
        Jwt known = good.getIfPresent(token);
        return known != null && !isOver(known);
    }

    private boolean isOver(Jwt token) {
        Instant end = token.getExpiresAt();
        return end == null || end.plus(TokenChecks.CLOCK_SKEW_MAX).isBefore(clock.instant());
    }

    private Jwt decoded(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtDecoderInitializationException unreachable) {
            throw new JwtException("The issuer cannot be asked for its keys.", unreachable);
        }
    }
}
