package io.daybook.query;

import static io.daybook.localstack.LocalIssuer.Role.ANALYST;
import static io.daybook.localstack.LocalIssuer.Role.AUDITOR;
import static io.daybook.localstack.LocalIssuer.Role.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.Databases;
import io.daybook.testsupport.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who looked at which account when. */
class ReadAuditQueriesTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);
    private static final String NOBODY_LISTENS = "jdbc:postgresql://127.0.0.1:1/nowhere";

    private final UUID account = UUID.randomUUID();

    private List<JsonNode> reads(QueryService service) {
        return service.as(TestServers.issuer().token(AUDITOR), "/v1/accounts/%s/reads".formatted(account))
                .body()
                .path("items")
                .valueStream()
                .filter(read -> !read.path("path").asString().endsWith("/reads"))
                .toList();
    }

    @Test
    void an_auditor_finds_who_looked_and_who_was_refused() {
        Instant before = Instant.now();
        try (QueryService service = new QueryService("daybook.groups=balances")) {
            service.as(TestServers.issuer().token(CUSTOMER), "/v1/accounts/" + account);
            service.as(TestServers.issuer().token(ANALYST), "/v1/accounts/%s/balance".formatted(account));

            await().atMost(WAIT_MAX).until(() -> reads(service).size() == 2);
            JsonNode byScope = reads(service).getFirst();
            JsonNode byAccount = reads(service).getLast();

            assertThat(byScope.path("path").asString()).isEqualTo("/v1/accounts/{accountId}/balance");
            assertThat(byScope.path("status").asInt()).isEqualTo(403);
            assertThat(byScope.path("correlationId").asString()).isNotEmpty();
            assertThat(byAccount.path("customerId").asString()).isEqualTo("customer-1");
            assertThat(byAccount.path("status").asInt()).isEqualTo(403);
            assertThat(Instant.parse(byAccount.path("readAt").asString())).isBetween(before, Instant.now());
            assertThat(service.get("/v1/reads?actor=" + byAccount.path("actor").asString())
                            .items("readId"))
                    .contains(byAccount.path("readId").asString());
        }
    }

    @Test
    void reads_are_answered_while_their_database_is_not_there_and_are_in_it_once_it_is() {
        String later = "reads_later_" + ProcessHandle.current().pid();
        try (QueryService service = new QueryService(
                "daybook.groups=balances",
                "daybook.databases.reads.url=" + TestServers.postgres().jdbcUrl(later))) {
            for (int i = 0; i < 10; i++) {
                assertThat(service.get("/v1/accounts/" + account).text("type")).isEqualTo("/problems/unknown-account");
            }

            new Databases(TestServers.postgres()).create(later, Databases.READS_OWNER);

            await().atMost(WAIT_MAX).until(() -> reads(service).size() == 10);
        }
    }

    @Test
    void where_so_configured_nobody_is_answered_whose_read_cannot_be_recorded() {
        try (QueryService service = new QueryService(
                "daybook.groups=balances,catalogue",
                "daybook.databases.reads.url=" + NOBODY_LISTENS,
                "daybook.reads.waiting-max=1",
                "daybook.reads.when-full=refuse",
                "daybook.reads.stop-wait-max=0s")) {
            assertThat(service.get("/v1/accounts/" + account).status()).isEqualTo(404);
            assertThat(service.get("/v1/accounts/" + account).text("type")).isEqualTo("/problems/reads-not-recorded");
            assertThat(service.get("/v1/products").status()).isEqualTo(200);
        }
    }
}
