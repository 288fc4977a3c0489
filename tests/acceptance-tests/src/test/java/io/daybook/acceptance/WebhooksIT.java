package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.daybook.testsupport.TestClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhooksIT {

    /** The lease of a process that was killed, and the start of another. */
    private static final Duration TIME_MAX = Duration.ofMinutes(3);

    /** Leases that end soon after their process, and receivers that are tried again at once. */
    private static final Map<String, String> SHORT_WAITS = Map.of(
            "DAYBOOK_WEBHOOKS_REQUESTTIMEOUT", "5s",
            "DAYBOOK_WEBHOOKS_LEASETIME", "15s",
            "DAYBOOK_WEBHOOKS_RETRYPAUSES", "1s,1s,1s,1s,1s,1s,1s,1s,1s");

    private static final JsonMapper JSON = new JsonMapper();

    private final TestClient client = new TestClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch answering = new CountDownLatch(1);
    private HttpServer crm;

    private record Received(String id, String timestamp, String signature, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        int version() {
            return json().path("data").path("version").asInt();
        }
    }

    @BeforeEach
    void start() throws IOException {
        crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        crm.setExecutor(threads);
        crm.createContext("/hooks", this::receive);
        crm.start();
    }

    @AfterEach
    void stop() {
        crm.stop(0);
        threads.shutdownNow();
        client.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            answering.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_outside_system_gets_what_was_on_its_way_when_everything_was_killed_again_and_the_rest_in_order(
            @TempDir Path data) throws Exception {
        UUID account;
        String secret;
        try (RunningDemo demo = RunningDemo.on(data, SHORT_WAITS)) {
            secret = client.post(demo.operators() + "/v1/webhooks", """
                            {"url": "http://127.0.0.1:%d/hooks", "description": "CRM"}""".formatted(
                                    crm.getAddress().getPort()))
                    .text("secret");
            account = demo.openAccount(client);
            await().atMost(TIME_MAX).until(() -> !received.isEmpty());
            deposit(demo, account);
            demo.killEverything();
        }
        answering.countDown();

        try (RunningDemo demo = RunningDemo.on(data, SHORT_WAITS)) {
            deposit(demo, account);
            await().atMost(TIME_MAX)
                    .untilAsserted(() ->
                            assertThat(received).as(() -> state(demo)).anyMatch(delivery -> delivery.version() == 3));
        }

        assertThat(received.stream().map(Received::version)).containsSubsequence(1, 1, 2, 3);
        assertThat(received.stream().map(Received::id).distinct()).hasSize(3);
        assertThat(received).allSatisfy(delivery -> {
            assertThat(delivery.signature()).isEqualTo(signature(delivery, secret));
            assertThat(delivery.json().path("data").path("accountId").asString())
                    .isEqualTo(account.toString());
        });
    }

    private String state(RunningDemo demo) {
        return "%s %s"
                .formatted(
                        client.get(demo.operators() + "/v1/webhooks").body(),
                        client.get(demo.operators() + "/v1/views").body());
    }

    private void deposit(RunningDemo demo, UUID account) {
        assertThat(client.post("%s/v1/accounts/%s/deposits".formatted(demo.commands(), account), """
                        {"amount": "1.00"}""")
                        .status())
                .isEqualTo(201);
    }

    private static String signature(Received delivery, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = "%s.%s.%s".formatted(delivery.id(), delivery.timestamp(), delivery.body());
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
