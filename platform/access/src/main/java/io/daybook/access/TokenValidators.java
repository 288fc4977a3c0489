package io.daybook.access;

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

    private TokenValidators() {}

    static OAuth2TokenValidator<Jwt> of(AccessProperties properties) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW_MAX),
                // Without an end a stolen token would be good for ever.
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, end -> end != null),
                new JwtIssuerValidator(properties.requiredIssuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(properties.audience())),
                new JwtClaimValidator<Object>(JwtClaimNames.SUB, subject -> fits(subject, SUBJECT)),
                token -> customer(token, properties.customerClaim()));
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
