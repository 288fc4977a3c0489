package io.daybook.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Key set at the address that the issuer's metadata tells. They are asked for once, and again as long as they cannot be had.
 * Where they stand is said by OpenID Connect Discovery and by RFC 8414, in this order.
 */
final class DiscoveredKeySet implements JWKSetSource<SecurityContext> {

    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    private final String issuer;
    private final ResourceRetriever retriever;
    private volatile @Nullable JWKSetSource<SecurityContext> discovered;

    DiscoveredKeySet(String issuer, ResourceRetriever retriever) {
        this.issuer = issuer;
        this.retriever = retriever;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        JWKSetSource<SecurityContext> keys = discovered;
        if (keys == null) {
            keys = discover();
            discovered = keys;
        }
        return keys.getJWKSet(refresh, now, context);
    }

    private JWKSetSource<SecurityContext> discover() throws JWKSetRetrievalException {
        var unanswered = new IOException("The issuer tells its metadata at none of the known addresses.");
        for (URI place : places()) {
            try {
                return keySetOf(metadata(place));
            } catch (IOException e) {
                unanswered.addSuppressed(e);
            }
        }
        throw new JWKSetRetrievalException("The issuer's metadata cannot be had.", unanswered);
    }

    private List<URI> places() {
        URI address = URI.create(issuer);
        String path = address.getPath() == null ? "" : address.getPath().replaceFirst("/$", "");
        return List.of(address.resolve(path + OPENID), address.resolve(OPENID + path), address.resolve(OAUTH + path));
    }

    private Map<String, Object> metadata(URI place) throws IOException {
        try {
            return JSONObjectUtils.parse(
                    retriever.retrieveResource(place.toURL()).getContent());
        } catch (ParseException e) {
            throw new IOException("%s is no JSON object.".formatted(place), e);
        }
    }

    private JWKSetSource<SecurityContext> keySetOf(Map<String, Object> metadata) throws IOException {
        // Of another issuer: whoever answers here must not choose whose keys are believed.
        if (!issuer.equals(metadata.get("issuer"))) {
            throw new IOException("The metadata are those of the issuer %s.".formatted(metadata.get("issuer")));
        }
        if (metadata.get("jwks_uri") instanceof String address) {
            return new URLBasedJWKSetSource<>(URI.create(address).toURL(), retriever);
        }
        throw new IOException("The metadata name no jwks_uri.");
    }

    @Override
    public void close() {
        // Holds no connection.
    }
}
