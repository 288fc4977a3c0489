package io.daybook.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** Validators of a token's claims, once its signature is found good. */
final class TokenValidators {

    static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(30);

    /** It stands in events and logs: printable ASCII, not longer than any issuer's. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,254}");

    private static final Pattern CUSTOMER_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** Claims of ID tokens (OpenID Connect Core) and of logout and other security event tokens (RFC 8417). */
    private static final List<String> OF_OTHER_TOKENS = List.of("at_hash", "c_hash", "events");

    private TokenValidators() {}

    /**
     * Types of access tokens, as the header tells: RFC 9068's, and what issuers write that do not follow it. A type of another
     * kind of token, such as {@code logout+jwt}, is refused before the signature is looked at.
     */
    static JOSEObjectTypeVerifier<SecurityContext> accessTokensOnly() {
        return new DefaultJOSEObjectTypeVerifier<>(
                null, JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"));
    }

    static OAuth2TokenValidator<Jwt> of(AccessProperties properties, TokenLifetime lifetime) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW_MAX),
                lifetime,
                TokenValidators::forAccess,
                new JwtIssuerValidator(properties.requiredIssuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(properties.audience())),
                new JwtClaimValidator<Object>(JwtClaimNames.SUB, subject -> fits(subject, SUBJECT)),
                token -> customer(token, properties.customerClaim()));
    }

    /** An ID token tells a client who has signed in, a logout token who has gone: neither lets anybody in. */
    private static OAuth2TokenValidatorResult forAccess(Jwt token) {
        return OF_OTHER_TOKENS.stream().noneMatch(token::hasClaim)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "It is no access token", null));
    }

    /** A claim of another form must not turn a customer into a member of the bank. */
    private static OAuth2TokenValidatorResult customer(Jwt token, String claim) {
        if (!token.hasClaim(claim) || fits(token.getClaims().get(claim), CUSTOMER_ID)) {
            return OAuth2TokenValidatorResult.success();
        }
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(
                OAuth2ErrorCodes.INVALID_TOKEN, "The claim %s is no customer id".formatted(claim), null));
    }

    private static boolean fits(@Nullable Object claim, Pattern form) {
        return claim instanceof String text && form.matcher(text).matches();
    }
}
