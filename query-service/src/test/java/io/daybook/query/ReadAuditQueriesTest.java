package io.daybook.query;

import static io.daybook.localstack.LocalIssuer.Role.ANALYST;
import static io.daybook.localstack.LocalIssuer.Role.AUDITOR;
import static io.daybook.localstack.LocalIssuer.Role.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.Databases;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    void pages_of_reads_join_without_gap_or_overlap_and_keep_to_the_asked_time() {
        try (QueryService service = new QueryService("daybook.groups=balances")) {
            for (int i = 0; i < 5; i++) {
                service.get("/v1/accounts/" + account);
            }
            await().atMost(WAIT_MAX).until(() -> reads(service).size() == 5);
            List<JsonNode> all = reads(service);
            Instant third = Instant.parse(all.get(2).path("readAt").asString());

            assertThat(idsInPages(service, "")).containsExactlyElementsOf(ids(all));
            assertThat(idsInPages(service, "&to=" + third)).containsExactlyElementsOf(ids(all.subList(3, 5)));
            assertThat(idsInPages(service, "&from=" + third)).containsExactlyElementsOf(ids(all.subList(0, 3)));
            assertThat(idsInPages(service, "&from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z"))
                    .containsExactlyElementsOf(ids(all));
        }
    }

    /** The reads of the account, but for those by which it is asked about them, from pages of one. */
    private List<String> idsInPages(QueryService service, String times) {
        var ids = new ArrayList<String>();
        String path = "/v1/accounts/%s/reads?limit=1%s".formatted(account, times);
        Answer page = service.as(TestServers.issuer().token(AUDITOR), path);
        while (!page.body().path("items").isEmpty()) {
            page.body()
                    .path("items")
                    .valueStream()
                    .filter(read -> !read.path("path").asString().endsWith("/reads"))
                    .forEach(read -> ids.add(read.path("readId").asString()));
            String next = page.text("nextCursor");
            if (next.isEmpty()) {
                return ids;
            }
            page = service.as(TestServers.issuer().token(AUDITOR), path + "&cursor=" + next);
        }
        return ids;
    }

    private static List<String> ids(List<JsonNode> reads) {
        return reads.stream().map(read -> read.path("readId").asString()).toList();
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

            assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
            new Databases(TestServers.postgres()).create(later, Databases.READS_OWNER);
            await().atMost(WAIT_MAX)
                    .until(() ->
                            service.get("/actuator/health/readiness").toString().contains("--daybook.migrate-only"));
            TestServers.migrateReads(TestServers.postgres().jdbcUrl(later));

            await().atMost(WAIT_MAX).until(() -> reads(service).size() == 10);
            await().atMost(WAIT_MAX)
                    .until(() -> service.get("/actuator/health/readiness").status() == 200);
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
