package io.daybook.testsupport;

import io.daybook.testsupport.BoundaryRequests.BoundaryRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Sends {@link BoundaryRequests}, each about an account, a hold, a transaction and a product of its own, so that none is refused for
 * what another has done.
 */
public final class BoundaryAccounts {

    /** Values of fields that the description's examples cannot know; those in braces are replaced for each request. */
    public static Map<String, String> usualValues() {
        return Map.of(
                "fromAccountId", "{id}",
                "toAccountId", "{other}",
                "productCode", "{product}",
                "code", "{newCode}",
                "expiresAt", Instant.now().plus(1, ChronoUnit.DAYS).toString());
    }

    private final TestClient client;
    private final String product = "BOUND-" + UUID.randomUUID();

    /** Publishes the product of the accounts. */
    public BoundaryAccounts(TestClient commands) {
        this.client = commands;
        publish(product);
    }

    /** Sends a request with its variables replaced. */
    public Answer send(BoundaryRequest request) {
        Map<String, String> variables = variables(request.path());
        String path = replaced(request.path(), variables);
        return client.send(request.method(), path, replaced(request.body().toString(), variables));
    }

    /** The answer to what was asked for in the end: where it waits for a second person, one agrees. */
    public Answer agreed(Answer answer) {
        if (!answer.body().has("approvalId") || answer.status() != 202) {
            return answer;
        }
        return client.as("somebody-else").post("/v1/approvals/%s/approve".formatted(answer.text("approvalId")), "{}");
    }

    private Map<String, String> variables(String path) {
        var variables = new HashMap<String, String>();
        variables.put("{product}", product);
        variables.put("{newCode}", "NEW-" + UUID.randomUUID());
        variables.put("{approvalId}", UUID.randomUUID().toString());
        if (path.startsWith("/v1/products/{code}")) {
            String code = "OLD-" + UUID.randomUUID();
            publish(code);
            variables.put("{code}", code);
            return variables;
        }
        String customer = "customer-" + UUID.randomUUID();
        String account = open(customer);
        variables.put("{customerId}", customer);
        variables.put("{id}", account);
        variables.put("{eventId}", deposit(account));
        if (path.equals("/v1/transfers")) {
            variables.put("{other}", open("customer-" + UUID.randomUUID()));
        }
        if (path.contains("{holdId}")) {
            variables.put("{holdId}", hold(account));
        }
        return variables;
    }

    private static String replaced(String text, Map<String, String> variables) {
        String replaced = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            replaced = replaced.replace(variable.getKey(), variable.getValue());
        }
        return replaced;
    }

    private void publish(String code) {
        done("/v1/products", """
            {"code": "%s", "name": "Of bounds", "currency": "EUR", "annualRate": "3.65"}\
            """.formatted(code));
    }

    private String open(String customer) {
        return done("/v1/accounts", """
            {"holder": {"name": "Somebody", "customerId": "%s"}, "currency": "EUR", "productCode": "%s",
             "effectiveDate": "2020-01-01"}\
            """.formatted(customer, product)).text("accountId");
    }

    private String deposit(String account) {
        return done("/v1/accounts/%s/deposits".formatted(account), """
            {"amount": "3000.00", "effectiveDate": "2020-01-02"}\
            """)
                .body()
                .path("eventIds")
                .path(0)
                .asString();
    }

    private String hold(String account) {
        return done("/v1/accounts/%s/holds".formatted(account), "{\"amount\": \"100.00\"}")
                .text("holdId");
    }

    private Answer done(String path, String body) {
        Answer answer = agreed(client.post(path, body));
        if (answer.status() != 201) {
            throw new IllegalStateException("%s: %s".formatted(path, answer));
        }
        return answer;
    }
}
