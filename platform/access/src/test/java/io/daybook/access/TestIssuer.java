package io.daybook.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An issuer with keys of its own, which counts how often they are fetched. */
final class TestIssuer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile List<ECKey> keys;
    private volatile boolean down;

    TestIssuer(ECKey... keys) {
        this.keys = List.of(keys);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            answer(exchange, keySet());
        });
        server.createContext(
                "/.well-known/oauth-authorization-server",
                exchange ->
                        answer(exchange, "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(name(), address())));
        server.start();
    }

    static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return "http://localhost:%d/bank".formatted(server.getAddress().getPort());
    }

    URI address() {
        return URI.create(
                "http://localhost:%d/keys".formatted(server.getAddress().getPort()));
    }

    /** Has other keys from now on. */
    void publish(ECKey... published) {
        keys = List.of(published);
    }

    /** Answers to nobody, or again. */
    void isDown(boolean now) {
        down = now;
    }

    int fetches() {
        return fetches.get();
    }

    String keySet() {
        return new JWKSet(keys.stream().<JWK>map(ECKey::toPublicJWK).toList()).toString();
    }

    /** A token that is good, apart from what a test changes. */
    String token(ECKey key, @Nullable String type, UnaryOperator<JWTClaimsSet.Builder> changes) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(name())
                .audience("daybook")
                .subject("ada")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(type == null ? null : new JOSEObjectType(type));
        try {
            var token = new SignedJWT(header.build(), changes.apply(claims).build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(down ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
