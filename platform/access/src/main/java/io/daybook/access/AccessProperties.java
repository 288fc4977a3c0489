package io.daybook.access;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of access, {@code daybook.access}.
 *
 * @param issuer the issuer of tokens, exactly as the claim {@code iss} says it; a service without one does not start
 * @param audience the value that the claim {@code aud} must contain
 * @param keys the address of the issuer's JSON Web Key Set: an {@code http(s)} address, or a {@code file:} for an issuer that cannot
 *     be asked; if absent, the issuer is asked where (OpenID Connect Discovery), on the first request
 * @param customerClaim the claim that limits a token to the accounts of one customer
 * @param publicMetrics true serves metrics and build information without a token, for a scraper on a network of its own;
 *     otherwise that needs the scope {@code ops}
 * @param openMetrics the older name of {@code public-metrics}, which counts where that is not set
 * @param allowedOrigins the web front ends whose scripts may call, such as {@code https://console.bank.example}; none unless
 *     said
 * @param rate the limits of requests
 */
@ConfigurationProperties("daybook.access")
public record AccessProperties(
        @Nullable String issuer,
        @DefaultValue("daybook") String audience,
        @Nullable URI keys,
        @DefaultValue("customer_id") String customerClaim,
        @Nullable Boolean publicMetrics,
        @DefaultValue("false") boolean openMetrics,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue Rate rate) {

    /**
     * Limits of requests to one instance: so many a second, and so many at once after a rest. No requests a second means any
     * number.
     *
     * @param perSecond the requests of a good token's subject
     * @param burst the same, at once
     * @param addressPerSecond the requests of an address without a token, or with one that is not believed
     * @param addressBurst the same, at once
     */
    public record Rate(
            @DefaultValue("2000") long perSecond,
            @DefaultValue("4000") long burst,
            @DefaultValue("100") long addressPerSecond,
            @DefaultValue("1000") long addressBurst) {

        RateLimitPolicy ofToken() {
            return new RateLimitPolicy(perSecond, burst);
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
