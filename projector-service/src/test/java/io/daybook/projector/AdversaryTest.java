package io.daybook.projector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Adversary;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestServers;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is sent to whichever path: the service neither fails nor hangs nor tells of its insides, and goes on projecting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdversaryTest {

    private static final String WEBHOOK = """
            {"url": "https://example.com/hook", "eventTypes": ["MoneyDeposited"], "description": "d",
             "secret": "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}""";

    /** A body that each path takes; the others take none. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/webhooks", WEBHOOK,
            "PATCH /v1/webhooks/{id}", """
                    {"url": "https://example.com/hook", "eventTypes": [], "description": "d", "status": "PAUSED"}""",
            "POST /v1/webhooks/{id}/approve", """
                    {"url": "https://example.com/hook"}""",
            "POST /v1/webhooks/{id}/secret", """
                    {"secret": "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}""",
            "POST /v1/views/{view}/rebuild", """
                    {"swap": "never", "toPosition": 1, "toInstant": "2026-01-01T00:00:00Z"}""");

    private static final List<String> PARAMETERS = List.of("cursor", "limit", "from", "to", "status");

    private static final String TOKEN = TestServers.issuer().token("mallory", LocalIssuer.EVERY_SCOPE, null);

    private final ProjectorService projector = new ProjectorService();
    private Set<String> paths = Set.of();
    private Adversary adversary;

    @BeforeAll
    void start() {
        RunningService service = projector.start(
                "daybook.views=balances,audit,webhooks",
                "daybook.webhooks.receivers=https://example.com",
                "daybook.access.rate.per-second=0",
                "daybook.access.rate.customer-per-second=0",
                "daybook.access.rate.address-per-second=0");
        paths = service.paths();
        int port = service.port();
        adversary = new Adversary(port, TOKEN, new Random().nextLong(), Set.of("/problems/view-unavailable"), 4);
        awaitAccounts(1);
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    private void awaitAccounts(int number) {
        projector.publish(projector.recorded(
                UUID.randomUUID(),
                new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")),
                LocalDate.parse("2026-01-01")));
        projector.flush();
        await().atMost(60, SECONDS).ignoreExceptions().untilAsserted(() -> assertThat(
                        projector.query("balances", "select count(*)::text from accounts"))
                .containsExactly(Integer.toString(number)));
    }

    @Test
    void odd_bodies_headers_tokens_and_paths_are_refused_in_good_time_and_order() {
        assertThat(paths).hasSizeGreaterThan(15).containsAll(BODIES.keySet());
        Answer webhook = projector.post("/v1/webhooks", WEBHOOK);
        assertThat(webhook.status()).as(webhook.toString()).isEqualTo(201);
        for (String path : paths) {
            String[] words = path.split(" ", 2);
            String filled = words[1].replace("{view}", "balances")
                    .replace("{id}", webhook.header("Location").substring("/v1/webhooks/".length()))
                    .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
            String body = BODIES.getOrDefault(path, "");
            if (words[0].equals("GET")) {
                adversary.attackParameters(filled, PARAMETERS, "");
            }
            if (!body.isEmpty()) {
                adversary.attackBody(words[0], filled, body);
            }
            adversary.attackTokens(words[0], filled);
            adversary.attackHeaders(words[0], filled, body);
            adversary.attackVariables(words[0], words[1], filled, body);
        }
        adversary.attackPaths();

        assertThat(adversary.offences()).isEmpty();
        awaitAccounts(2);
    }
}
