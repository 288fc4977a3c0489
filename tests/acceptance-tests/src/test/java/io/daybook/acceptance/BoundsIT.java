package io.daybook.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.BoundaryAccounts;
import io.daybook.testsupport.BoundaryRequests;
import io.daybook.testsupport.BoundaryRequests.BoundaryRequest;
import io.daybook.testsupport.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Values at the bounds of the API description, over the running suite: whatever the log takes, every view holds and shows. */
@Order(SharedDemos.ON_PLAIN)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundsIT {

    private static final Path DESCRIPTION = RunningDemo.CHECKOUT.resolve("docs/api/command-service.json");
    private static final int ACCEPTED_MIN = 150;

    private final RunningDemo demo = SharedDemos.plain();
    private final TestClient client = new TestClient();

    @AfterAll
    void stop() {
        client.close();
    }

    /** A request that was accepted, the answer to it, and the one after a second person has agreed, where one had to. */
    private record Taken(BoundaryRequest request, Answer answer, Answer agreed) {}

    @Test
    void whatever_is_accepted_at_a_bound_is_in_every_view() {
        Map<String, Long> parkedBefore = parked();

        List<Taken> taken = send();

        assertThat(taken).hasSizeGreaterThan(ACCEPTED_MIN);
        taken.forEach(this::assertShown);
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(views())
                .allSatisfy(view -> assertThat(view.path("lagEvents").asLong())
                        .as(view.toString())
                        .isZero()));
        assertThat(parked()).isEqualTo(parkedBefore);
    }

    private List<Taken> send() {
        var accounts = new BoundaryAccounts(client.at(demo.commands()));
        var taken = new ArrayList<Taken>();
        for (BoundaryRequest request : BoundaryRequests.of(DESCRIPTION, BoundaryAccounts.usualValues())) {
            Answer answer = accounts.send(request);
            assertThat(answer.status())
                    .as("%s: %s", request, answer.body())
                    .isBetween(request.isBeyond() ? 400 : 201, 499);
            Answer agreed = accounts.agreed(answer);
            if (agreed.status() == 201) {
                taken.add(new Taken(request, answer, agreed));
            }
        }
        return taken;
    }

    private void assertShown(Taken taken) {
        Answer answer = taken.answer();
        if (answer.body().has("productCode")) {
            String product = "/v1/products/" + answer.text("productCode");
            await().atMost(60, SECONDS).untilAsserted(() -> assertReadable(taken, product));
        } else if (answer.body().has("accountId")) {
            String account = "/v1/accounts/" + answer.text("accountId");
            String atVersion = "?atLeastVersion=" + taken.agreed().text("version");
            List.of("", "/transactions", "/holds", "/history")
                    .forEach(path -> assertReadable(taken, account + path + atVersion));
        }
    }

    private void assertReadable(Taken taken, String path) {
        Answer shown = client.get(demo.queries() + path);
        assertThat(shown.status()).as("%s: %s", taken.request(), shown.body()).isEqualTo(200);
    }

    private List<JsonNode> views() {
        return client.get(demo.operators() + "/v1/views")
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private Map<String, Long> parked() {
        return views().stream()
                .collect(Collectors.toMap(view -> view.path("name").asString(), view -> view.path("parked")
                        .asLong()));
    }
}
