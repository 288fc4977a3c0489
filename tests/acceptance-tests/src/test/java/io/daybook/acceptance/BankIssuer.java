package io.daybook.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A bank's issuer as far as a console sees it: it asks nobody for a password, but insists on PKCE (RFC 7636). */
final class BankIssuer implements AutoCloseable {

    private final HttpServer server;
    private final String token;
    private final Map<String, String> challenges = new ConcurrentHashMap<>();

    private BankIssuer(HttpServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /** An issuer that signs everybody in, and gives that token. */
    static BankIssuer giving(String token) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer = new BankIssuer(server, token);
            server.createContext("/.well-known/openid-configuration", issuer::discover);
            server.createContext("/authorize", issuer::authorize);
            server.createContext("/token", issuer::exchange);
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void discover(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                {"authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token"}""".formatted(address()));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        challenges.put(code, asked.getOrDefault("code_challenge", ""));
        exchange.getResponseHeaders()
                .set("Location", "%s?code=%s&state=%s".formatted(asked.get("redirect_uri"), code, asked.get("state")));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        Map<String, String> asked =
                fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String challenge = challenges.remove(asked.getOrDefault("code", ""));
        if (challenge != null && challenge.equals(hashed(asked.getOrDefault("code_verifier", "")))) {
            answer(exchange, 200, "{\"access_token\": \"%s\", \"token_type\": \"Bearer\"}".formatted(token));
        } else {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
        }
    }

    private static String hashed(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (one, other) -> other,
                        HashMap::new));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
