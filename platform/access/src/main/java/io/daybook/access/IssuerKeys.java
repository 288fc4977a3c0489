package io.daybook.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public keys of the issuer. They are fetched when they are needed and have become too old, and when a token names a key that
 * is not among them: the issuer may have a new one. Whoever invents names of keys does not get more than a few fetches out of
 * that. While the issuer does not answer, the last keys are good for a little longer.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    /** Time for which keys are believed without a look at the issuer's; with {@link ValidatedTokenCache}'s time, a minute. */
    static final Duration AGE_MAX = Duration.ofSeconds(30);

    /** At most two fetches in this time, whoever asks. */
    static final Duration FETCHES_WITHIN = Duration.ofSeconds(10);

    private static final Duration OUTAGE_MAX = Duration.ofMinutes(5);
    private static final Duration FETCH_WAIT_MAX = Duration.ofSeconds(15);
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int READ_MILLIS_MAX = 2_000;
    private static final int KEY_SET_BYTES_MAX = 512 * 1024;

    private final JWKSetSource<SecurityContext> sets;

    private IssuerKeys(JWKSetSource<SecurityContext> fetched, Duration ageMax, Duration fetchesWithin) {
        var tolerant = new OutageTolerantJWKSetSource<>(fetched, OUTAGE_MAX.toMillis(), null);
        var limited = new RateLimitedJWKSetSource<>(tolerant, fetchesWithin.toMillis(), null);
        this.sets = new CachingJWKSetSource<>(limited, ageMax.toMillis(), FETCH_WAIT_MAX.toMillis(), null);
    }

    /**
     * Keys of an issuer.
     *
     * @param issuer where they are found by discovery, unless an address is given
     * @param address of the key set, {@code https:} or {@code file:}
     */
    static IssuerKeys of(String issuer, @Nullable URI address) {
        return of(issuer, address, AGE_MAX, FETCHES_WITHIN);
    }

    static IssuerKeys of(String issuer, @Nullable URI address, Duration ageMax, Duration fetchesWithin) {
        var retriever = new DefaultResourceRetriever(CONNECT_MILLIS_MAX, READ_MILLIS_MAX, KEY_SET_BYTES_MAX);
        if (address == null) {
            return new IssuerKeys(new DiscoveredKeySet(issuer, retriever), ageMax, fetchesWithin);
        }
        var keys = new IssuerKeys(at(address, retriever), ageMax, fetchesWithin);
        if ("file".equals(address.getScheme())) {
            keys.checkReadable(address);
        }
        return keys;
    }

    private static JWKSetSource<SecurityContext> at(URI address, ResourceRetriever retriever) {
        try {
            return new URLBasedJWKSetSource<>(address.toURL(), retriever);
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalStateException("daybook.access.keys: %s is no address.".formatted(address), e);
        }
    }

    /** An issuer may come up later; a file that is not there at the start is a mistake. */
    private void checkReadable(URI file) {
        try {
            known();
        } catch (KeySourceException e) {
            throw new IllegalStateException("daybook.access.keys: %s is no JSON Web Key Set.".formatted(file), e);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSet known = known();
        List<JWK> matching = selector.select(known);
        return matching.isEmpty() ? selector.select(newer(known)) : matching;
    }

    private JWKSet known() throws KeySourceException {
        return sets.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), System.currentTimeMillis(), null);
    }

    private JWKSet newer(JWKSet known) throws KeySourceException {
        try {
            return sets.getJWKSet(
                    JWKSetCacheRefreshEvaluator.referenceComparison(known), System.currentTimeMillis(), null);
        } catch (RateLimitReachedException justFetched) {
            return known;
        }
    }
}
