package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.localstack.ViewCatalogue.View;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.ApiOperations;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupsTest {

    private static final String ACCOUNT = "/v1/accounts/" + UUID.randomUUID();
    private static final String NOBODY_LISTENS = "jdbc:postgresql://127.0.0.1:1/nowhere";

    /** Parts of the paths that answer where there is the audit group alone. */
    private static final List<String> OF_AUDIT = List.of("/reads", "/history", "/events", "/operations");

    @Test
    void without_a_setting_every_view_that_can_be_read_has_its_group() {
        try (QueryService service = new QueryService()) {
            JsonNode groups = service.get("/actuator/health/readiness")
                    .body()
                    .path("components")
                    .path("groups");

            assertThat(groups.path("details").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(QueryService.CATALOGUE.queriedViews().stream()
                            .map(View::name)
                            .toList());
        }
    }

    @Test
    void a_group_that_is_switched_off_is_not_there() {
        try (QueryService service = new QueryService("daybook.groups=audit")) {
            assertThat(service.get(ACCOUNT).status()).isEqualTo(404);
            assertThat(service.get(ACCOUNT).text("type")).isNotEqualTo("/problems/unknown-account");
            assertThat(service.get(ACCOUNT + "/history").text("type")).isEqualTo("/problems/unknown-account");
        }
    }

    @Test
    void the_paths_of_a_group_that_is_switched_off_are_unknown_to_who_may_ask_and_refused_to_all_others() {
        Stream<String> paths = ApiOperations.of("query-service").stream()
                .filter(operation -> OF_AUDIT.stream().noneMatch(operation::contains))
                .map(operation -> operation.replace("GET ", "").replaceAll("\\{\\w+}", "x"));
        try (QueryService service = new QueryService("daybook.groups=audit")) {
            assertThat(paths).allSatisfy(path -> {
                Answer unknown = service.get(path);
                assertThat(unknown.status()).isEqualTo(404);
                assertThat(unknown.text("type")).isEqualTo("/problems/unknown-path");
                assertThat(service.as(TestServers.issuer().token(Role.OPERATOR), path)
                                .status())
                        .isEqualTo(path.startsWith("/v1/products") ? 404 : 403);
                assertThat(service.as("forged", path).status()).isEqualTo(401);
            });
            assertThat(service.get("/v1/nowhere").text("type")).isEqualTo("/problems/forbidden");
        }
    }

    @Test
    void a_database_that_is_down_fails_its_own_queries_clearly_and_no_others() {
        try (QueryService service =
                new QueryService("daybook.groups=balances,audit", "daybook.databases.audit.url=" + NOBODY_LISTENS)) {
            Answer history = service.get(ACCOUNT + "/history");

            assertThat(history.status()).as(history.body().toString()).isEqualTo(503);
            assertThat(history.header("Retry-After")).isNotBlank();
            assertThat(service.get(ACCOUNT).text("type")).isEqualTo("/problems/unknown-account");
        }
    }

    @Test
    void a_key_store_that_is_down_withholds_names_and_nothing_else() {
        UUID account = UUID.randomUUID();
        try (QueryService service =
                new QueryService("daybook.groups=balances", "daybook.personal-data.store.url=" + NOBODY_LISTENS)) {
            service.write("balances", """
                    insert into accounts (account_id, customer_id, currency, status, balance, held, overdraft_limit,
                                          version, position, opened_at, updated_at)
                    values ('%1$s', 'c-1', 'EUR', 'OPEN', 200, 0, 0, 3, 7, now(), now());
                    insert into holders (account_id, name, name_tokens)
                    values ('%1$s', 'sealed:1:%2$s:AAAA', '{}')
                    """.formatted(account, UUID.randomUUID()));

            Answer answer = service.get("/v1/accounts/" + account);

            assertThat(answer.text("balance")).isEqualTo("200.00");
            assertThat(answer.body().path("holder").path("withheld").asString()).isEqualTo("UNAVAILABLE");
            assertThat(service.get("/v1/customers/c-1/personal-data").status()).isEqualTo(200);
            assertThat(service.get("/v1/accounts?holder=Ada").text("type")).isEqualTo("/problems/keys-unavailable");
        }
    }

    @Test
    void a_generation_that_stands_aside_is_read_by_its_name() {
        UUID account = UUID.randomUUID();
        try (QueryService service =
                new QueryService("daybook.groups=balances", "daybook.databases.balances.schema=balances_at_5")) {
            service.write("balances", """
                    insert into accounts (account_id, currency, status, balance, held, overdraft_limit,
                                          version, position, opened_at, updated_at)
                    values ('%s', 'EUR', 'OPEN', 200, 0, 0, 3, 7, now(), now());
                    create schema balances_at_5;
                    create table balances_at_5.accounts as table accounts;
                    create table balances_at_5.holds as table holds;
                    create table balances_at_5.holders as table holders;
                    update balances_at_5.accounts set balance = 100, version = 2;
                    grant usage on schema balances_at_5 to daybook_query;
                    grant select on all tables in schema balances_at_5 to daybook_query
                    """.formatted(account));

            assertThat(service.get("/v1/accounts/" + account).text("balance")).isEqualTo("100.00");
        }
    }
}
