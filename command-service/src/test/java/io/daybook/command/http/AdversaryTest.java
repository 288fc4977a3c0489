package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Adversary;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is sent to whichever path: the service neither fails nor hangs nor tells of its insides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdversaryTest {

    private static final String MOVE = """
            {"amount": "1.00", "currency": "EUR", "effectiveDate": "2026-01-01", "reference": "r", "reason": "w", "purpose": "SALA"}""";
    private static final String WHY = """
            {"reason": "because", "purpose": "SALA"}""";

    /** A body that each path takes; the others take none, or one of few fields. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /v1/accounts", """
                    {"holder": {"customerId": "c-1", "name": "Ada"}, "currency": "EUR", "overdraftLimit": "0.00"}"""),
            Map.entry("POST /v1/accounts/{id}/deposits", MOVE),
            Map.entry("POST /v1/accounts/{id}/withdrawals", MOVE),
            Map.entry("POST /v1/accounts/{id}/fees", MOVE),
            Map.entry("POST /v1/accounts/{id}/holds", """
                    {"amount": "1.00", "currency": "EUR", "expiresAt": "2030-01-01T00:00:00Z", "reference": "r"}"""),
            Map.entry("POST /v1/accounts/{id}/interest", """
                    {"from": "2026-01-01", "to": "2026-01-31", "reason": "late"}"""),
            Map.entry("POST /v1/accounts/{id}/close", WHY),
            Map.entry("PUT /v1/accounts/{id}/overdraft-limit", """
                    {"overdraftLimit": "10.00", "currency": "EUR", "reason": "asked"}"""),
            Map.entry("POST /v1/transfers", """
                    {"fromAccountId": "01980000-0000-7000-8000-000000000000", "toAccountId": "01980000-0000-7000-8000-000000000001",
                     "amount": "1.00", "currency": "EUR", "effectiveDate": "2026-01-01"}"""),
            Map.entry("POST /v1/transactions/{eventId}/correction", MOVE),
            Map.entry("POST /v1/transactions/{eventId}/reversal", WHY),
            Map.entry("POST /v1/documents/{id}/rejection", WHY),
            Map.entry("POST /v1/interest-runs", """
                    {"from": "2026-01-01", "to": "2026-01-31", "productCode": "SAVINGS", "currency": "EUR", "reason": "month"}"""),
            Map.entry("POST /v1/products", """
                    {"code": "SAVINGS", "name": "Savings", "currencies": ["EUR"], "annualRate": "0.01", "overdraftRate": "0.1",
                     "dayCount": "ACT_365", "effectiveDate": "2026-01-01"}"""),
            Map.entry("PUT /v1/products/{code}/terms", """
                    {"annualRate": "0.02", "dayCount": "ACT_365", "overdraftLimit": "1.00", "effectiveDate": "2026-01-01"}"""));

    private static final List<String> PARAMETERS =
            List.of("from", "to", "cursor", "limit", "format", "fileName", "currency");

    private static final String TOKEN = TestServers.issuer().token("mallory", LocalIssuer.EVERY_SCOPE, null);

    private CommandService service;
    private UUID account;
    private Adversary adversary;

    @BeforeAll
    void start() {
        service = CommandService.on(
                CommandService.freshLog(),
                "daybook.access.rate.per-second=0",
                "daybook.access.rate.customer-per-second=0",
                "daybook.access.rate.address-per-second=0");
        account = service.anAccount();
        adversary = new Adversary(service.port(), TOKEN, new Random().nextLong(), Set.of(), 4);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void odd_bodies_headers_and_paths_are_refused_in_good_time_and_order() {
        Set<String> paths = service.paths();
        assertThat(paths).hasSizeGreaterThan(30).containsAll(BODIES.keySet());
        for (String path : paths) {
            String[] words = path.split(" ", 2);
            String filled = words[1].replaceAll("\\{\\w+}", account.toString());
            String body = BODIES.getOrDefault(path, WHY);
            if (words[0].equals("GET")) {
                adversary.attackParameters(filled, PARAMETERS, "");
            } else {
                adversary.attackBody(words[0], filled, body);
            }
            if (filled.endsWith("/documents")) {
                adversary.attackForm(words[0], filled);
            }
            adversary.attackTokens(words[0], filled);
            adversary.attackHeaders(words[0], filled, body);
            adversary.attackVariables(words[0], words[1], filled, body);
        }
        adversary.attackPaths();

        assertThat(adversary.offences()).isEmpty();
        assertThat(service.post("/v1/accounts", BODIES.getOrDefault("POST /v1/accounts", ""))
                        .status())
                .isEqualTo(201);
    }
}
