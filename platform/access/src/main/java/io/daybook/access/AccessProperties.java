package io.daybook.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of access, {@code daybook.access}.
 *
 * @param issuer the issuer, exactly as in the claim {@code iss}; a service does not start without it
 * @param audience the value that the claim {@code aud} must contain
 * @param keys address of the issuer's JSON Web Key Set, {@code https:} or {@code file:}, which is read again when it
 *     changes; if absent, it is found by OpenID Connect Discovery, on the first request
 * @param customerClaim the claim with the customer id that limits a token to the accounts of one customer
 * @param kindClaim the claim that says whether the caller is {@code staff}, {@code customer} or {@code channel}; a token without
 *     it is refused with 403
 * @param tokenAgeMax longest time after a token's issue (claim {@code iat}, which it then must have) for which it is accepted,
 *     however late it expires; no limit if absent
 * @param publicMetrics opens metrics and build information to unauthenticated clients, such as a scraper on a network of its
 *     own; otherwise they need the scope {@code ops}
 * @param openMetrics the older name of {@code public-metrics}, which counts where that is not set
 * @param allowedOrigins web origins whose scripts may call, such as {@code https://console.bank.example}; none by default
 * @param rate limits of requests
 */
@ConfigurationProperties("daybook.access")
public record AccessProperties(
        @Nullable String issuer,
        @DefaultValue("daybook") String audience,
        @Nullable URI keys,
        @DefaultValue("customer_id") String customerClaim,
        @DefaultValue("caller_kind") String kindClaim,
        @Nullable Duration tokenAgeMax,
        @Nullable Boolean publicMetrics,
        @DefaultValue("false") boolean openMetrics,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue Rate rate) {

    /**
     * Limits of requests to one instance: so many a second, and so many at once after a rest. No requests a second means any
     * number.
     *
     * @param perSecond sustained requests per second of one token's subject; 0 means no limit
     * @param burst requests of one token's subject at once, after a pause
     * @param customerPerSecond sustained requests per second of the subject of a customer's token, instead of {@code perSecond}; 0
     *     means no limit
     * @param customerBurst requests of the subject of a customer's token at once, after a pause
     * @param addressPerSecond sustained requests per second of one address without a token, or with one that is not
     *     validated; 0 means no limit
     * @param addressBurst requests of one such address at once, after a pause
     */
    public record Rate(
            @DefaultValue("2000") long perSecond,
            @DefaultValue("4000") long burst,
            @DefaultValue("50") long customerPerSecond,
            @DefaultValue("500") long customerBurst,
            @DefaultValue("100") long addressPerSecond,
            @DefaultValue("1000") long addressBurst) {

        RateLimitPolicy ofToken() {
            return new RateLimitPolicy(perSecond, burst);
        }

        RateLimitPolicy ofCustomer() {
            return new RateLimitPolicy(customerPerSecond, customerBurst);
        }

        RateLimitPolicy ofAddress() {
            return new RateLimitPolicy(addressPerSecond, addressBurst);
        }
    }

    /** Tells whether metrics are served to whoever asks. */
    boolean areMetricsPublic() {
        return publicMetrics == null ? openMetrics : publicMetrics;
    }

    /**
     * The issuer.
     *
     * @throws IllegalStateException if none is configured
     */
    String requiredIssuer() {
        if (issuer == null || issuer.isBlank()) {
            throw new IllegalStateException(
                    "Whose tokens are to be believed? Set daybook.access.issuer (DAYBOOK_ACCESS_ISSUER) to the issuer, and "
                            + "daybook.access.keys (DAYBOOK_ACCESS_KEYS) where its keys are, unless it has OpenID discovery. "
                            + "See docs/security.md.");
        }
        return issuer;
    }
}
