package io.daybook.access;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/** Time for which a token is good: until its own end, and not longer after its issue than the bank says. */
final class TokenLifetime implements OAuth2TokenValidator<Jwt> {

    private final @Nullable Duration ageMax;
    private final Clock clock;

    /**
     * A time.
     *
     * @param ageMax the longest time after a token's issue; null for any
     */
    TokenLifetime(@Nullable Duration ageMax, Clock clock) {
        this.ageMax = ageMax;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        if (isOver(token)) {
            return refused("The token has expired, or was issued too long ago");
        }
        Instant issued = token.getIssuedAt();
        return ageMax != null
                        && issued != null
                        && issued.isAfter(clock.instant().plus(TokenValidators.CLOCK_SKEW_MAX))
                ? refused("The token is issued in the future")
                : OAuth2TokenValidatorResult.success();
    }

    /**
     * Requires the claims by which the time is told. Spring's decoder makes up the time of issue where it is absent, so they are
     * looked for before it.
     */
    JWTClaimsSetVerifier<SecurityContext> claims() {
        // Without an end a stolen token would be good for ever.
        Set<String> required =
                ageMax == null ? Set.of(JwtClaimNames.EXP) : Set.of(JwtClaimNames.EXP, JwtClaimNames.IAT);
        var verifier = new DefaultJWTClaimsVerifier<>(null, required);
        verifier.setMaxClockSkew((int) TokenValidators.CLOCK_SKEW_MAX.toSeconds());
        return verifier;
    }

    /** Tells whether a token that was good is not any more. */
    boolean isOver(Jwt token) {
        Instant latest = clock.instant().minus(TokenValidators.CLOCK_SKEW_MAX);
        Instant end = token.getExpiresAt();
        Instant issued = token.getIssuedAt();
        return end == null
                || end.isBefore(latest)
                || (ageMax != null && issued != null && issued.plus(ageMax).isBefore(latest));
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, why, null));
    }
}
