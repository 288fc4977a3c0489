package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.daybook.command.CommandService;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.Ports;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Issuers as banks have them: asked over HTTP where their keys are, and not always there. */
class IssuerTest {

    private static final String OPENING = """
            {"holder": {"name": "Ada"}, "currency": "EUR"}""";

    private final String issuer = "http://localhost:" + Ports.free();
    private final String token = TestServers.issuer()
            .signed(new JWTClaimsSet.Builder(LocalIssuer.claims("teller"))
                    .issuer(issuer)
                    .claim("scope", "accounts:write")
                    .build());

    @Test
    void an_issuer_is_asked_for_its_keys_when_the_first_token_comes_and_may_come_up_later() throws IOException {
        try (CommandService service = service("daybook.access.keys=")) {
            Answer tooEarly = open(service);
            assertThat(tooEarly.status()).isEqualTo(503);
            assertThat(tooEarly.problem()).isEqualTo("/problems/issuer-unavailable");
            assertThat(tooEarly.header("Retry-After")).isEqualTo("1");

            HttpServer server = started();
            try {
                assertThat(open(service).status()).isEqualTo(201);
            } finally {
                server.stop(0);
            }

            assertThat(open(service).status())
                    .as("with a token found good before")
                    .isEqualTo(201);
        }
    }

    @Test
    void an_issuer_without_discovery_says_its_keys_at_an_address() throws IOException {
        HttpServer server = started();
        try (CommandService service = service("daybook.access.keys=" + issuer + "/keys")) {
            assertThat(open(service).status()).isEqualTo(201);
        } finally {
            server.stop(0);
        }
    }

    private CommandService service(String keys) {
        return CommandService.on(
                CommandService.freshLog(), "daybook.relay.enabled=false", "daybook.access.issuer=" + issuer, keys);
    }

    private Answer open(CommandService service) {
        return service.post("/v1/accounts", OPENING, "Authorization", "Bearer " + token);
    }

    private HttpServer started() throws IOException {
        String host = issuer.substring("http://".length());
        int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Map<String, String> pages = Map.of(
                "/.well-known/openid-configuration",
                """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"],
                 "authorization_endpoint": "%1$s/authorize", "response_types_supported": ["code"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer),
                "/keys",
                TestServers.issuer().keySet());
        pages.forEach((path, page) -> server.createContext(path, exchange -> {
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }));
        server.start();
        return server;
    }
}
