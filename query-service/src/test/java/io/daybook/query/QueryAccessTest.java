package io.daybook.query;

import static io.daybook.localstack.LocalIssuer.Role.ANALYST;
import static io.daybook.localstack.LocalIssuer.Role.AUDITOR;
import static io.daybook.localstack.LocalIssuer.Role.CUSTOMER;
import static io.daybook.localstack.LocalIssuer.Role.OPERATOR;
import static io.daybook.localstack.LocalIssuer.Role.TELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.ApiOperations;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Every operation of the API's description and every role: who may ask, and of which accounts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryAccessTest {

    /** The store of the summaries is down here: whom their path answers shows all the same. */
    private static final String NOBODY_LISTENS = "http://127.0.0.1:1";

    private static final Set<Role> EVERYBODY = Set.of(TELLER, CUSTOMER, AUDITOR, ANALYST, OPERATOR);

    /** Whom each path answers; everybody else is refused. */
    private static final Map<String, Set<Role>> TABLE = Map.ofEntries(
            Map.entry("GET /v1/accounts", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/balance", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/balances", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/restatements", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/transactions", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/stream", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/holds", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/holds/{holdId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/transactions/{eventId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/approvals", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/approvals/{approvalId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/history", Set.of(AUDITOR)),
            Map.entry("GET /v1/accounts/{accountId}/reads", Set.of(AUDITOR)),
            Map.entry("GET /v1/reads", Set.of(AUDITOR)),
            Map.entry("GET /v1/operations", Set.of(AUDITOR)),
            Map.entry("GET /v1/events/{eventId}", Set.of(AUDITOR)),
            Map.entry("GET /v1/account-summaries/{accountId}", Set.of(TELLER, AUDITOR)),
            Map.entry("GET /v1/limit-breaches", Set.of(TELLER, AUDITOR)),
            Map.entry("GET /v1/customers/{customerId}/personal-data", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("GET /v1/documents", Set.of(TELLER, AUDITOR)),
            Map.entry("GET /v1/documents/{documentId}", Set.of(TELLER, AUDITOR)),
            Map.entry("GET /v1/documents/{documentId}/content", Set.of(TELLER, AUDITOR)),
            Map.entry("GET /v1/products", EVERYBODY),
            Map.entry("GET /v1/products/{code}", EVERYBODY),
            Map.entry("GET /v1/reports/daily-totals", Set.of(ANALYST, AUDITOR)),
            Map.entry("GET /v1/reports/trial-balance", Set.of(ANALYST, AUDITOR)),
            Map.entry("GET /v1/reports/flows", Set.of(ANALYST, AUDITOR)),
            Map.entry("GET /v1/reports/largest-movers", Set.of(ANALYST, AUDITOR)),
            Map.entry("GET /v1/reports/dormant-accounts", Set.of(ANALYST, AUDITOR)),
            Map.entry("GET /v1/reports/postings", Set.of(ANALYST, AUDITOR)));

    private static final String HOLD = "00000000-0000-4000-8000-000000000001";

    private QueryService service;
    private UUID own;
    private UUID others;

    @BeforeAll
    void start() {
        service = new QueryService(
                "daybook.groups=balances,audit,reporting,catalogue,summaries",
                "daybook.dynamodb.endpoint=" + NOBODY_LISTENS,
                "daybook.dynamodb.call-time-max=100ms",
                "daybook.streams.lifetime=1ms",
                "daybook.consistency.wait-max=200ms");
        own = anAccountOf(LocalIssuer.CUSTOMER_ID);
        others = anAccountOf("customer-2");
    }

    private UUID anAccountOf(String customer) {
        UUID id = UUID.randomUUID();
        service.write("balances", """
                insert into accounts (account_id, customer_id, currency, status, balance, held,
                                      overdraft_limit, version, position, opened_at, updated_at)
                values ('%s', '%s', 'EUR', 'OPEN', 5, 0, 0, 1, 1, now(), now())
                """.formatted(id, customer));
        service.hold(id, "Ada");
        return id;
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static Stream<Arguments> everyPathAndRole() {
        return everyPath().flatMap(path -> EVERYBODY.stream().map(role -> Arguments.of(path, role)));
    }

    @ParameterizedTest
    @MethodSource("everyPathAndRole")
    void a_path_answers_whom_the_table_says_and_nobody_else(String path, Role role) {
        Answer answer = service.as(TestServers.issuer().token(role), filled(path));

        assertThat(answer.status()).isNotEqualTo(401);
        assertThat(answer.status() != 403)
                .isEqualTo(TABLE.getOrDefault(path, Set.of()).contains(role));
    }

    @ParameterizedTest
    @MethodSource("everyPathAndRole")
    void nobody_learns_by_another_method_what_a_path_keeps_from_them(String path, Role role) {
        String token = TestServers.issuer().token(role);
        boolean mayNot = !TABLE.getOrDefault(path, Set.of()).contains(role);

        assertThat(service.head(token, filled(path)) == 403).isEqualTo(mayNot);
    }

    private static Stream<String> everyPath() {
        return ApiOperations.of("query-service").stream();
    }

    @ParameterizedTest
    @MethodSource("everyPath")
    void without_a_token_nobody_is_answered(String path) {
        Answer answer = service.as("forged", filled(path));

        assertThat(answer.status()).isEqualTo(401);
    }

    private String filled(String path) {
        return path.replace("GET ", "")
                .replace("{accountId}", own.toString())
                .replace("{customerId}", LocalIssuer.CUSTOMER_ID)
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    @Test
    void table_and_description_have_every_path_of_the_service() {
        assertThat(new TreeSet<>(TABLE.keySet())).isEqualTo(ApiOperations.of("query-service"));
        assertThat(service.paths()).isEqualTo(ApiOperations.of("query-service"));
    }

    private static Stream<Arguments> everyPathWithItsParameters() {
        return ApiOperations.knownParameters("query-service").entrySet().stream()
                .map(path -> Arguments.of(path.getKey(), path.getValue()));
    }

    @ParameterizedTest
    @MethodSource("everyPathWithItsParameters")
    void a_parameter_that_a_path_does_not_have_is_refused_with_those_that_it_has(String path, String known) {
        Answer refused = service.get(filled(path) + "?asof=2026-01-31");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("/problems/malformed");
        assertThat(refused.text("parameter")).isEqualTo("asof");
        assertThat(refused.text("detail")).endsWith(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nowhere", "/v1/accounts/{accountId}/secrets", "/v1/reports", "/v1/reports/all", "/"})
    void what_is_not_listed_is_refused_even_to_who_may_do_everything(String path) {
        Answer answer = service.get(filled(path));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("type")).isEqualTo("/problems/forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/accounts/{accountId}", "/v1/products", "/v1/nowhere"})
    void a_token_that_says_no_kind_of_caller_is_refused_with_the_name_of_the_claim(String path) {
        String token = TestServers.issuer()
                .signed(new JWTClaimsSet.Builder(LocalIssuer.claims("mallory"))
                        .claim("scope", LocalIssuer.EVERY_SCOPE)
                        .claim("caller_kind", null)
                        .build());

        Answer refused = service.as(token, filled(path));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("/problems/unknown-caller-kind");
        assertThat(refused.text("detail")).contains("caller_kind");
    }

    @Test
    void a_customer_sees_accounts_of_the_customers_own_only() {
        String customer = TestServers.issuer().token(CUSTOMER);

        assertThat(service.as(customer, "/v1/accounts/" + own).text("balance")).isEqualTo("5.00");
        for (String part :
                List.of("", "/balance", "/balances", "/restatements", "/transactions", "/holds", "/stream")) {
            assertThat(service.as(customer, "/v1/accounts/" + others + part).status())
                    .as(part)
                    .isEqualTo(403);
        }
        assertThat(service.as(customer, "/v1/accounts/" + UUID.randomUUID()).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts/%s?",
                "/v1/accounts/%s/balance?",
                "/v1/accounts/%s/balances?from=2026-01-01&to=2026-01-31&",
                "/v1/accounts/%s/restatements?",
                "/v1/accounts/%s/transactions?",
                "/v1/accounts/%s/holds?",
                "/v1/accounts/%s/holds/" + HOLD + "?",
                "/v1/accounts/%s/stream?",
                "/v1/approvals?accountId=%s&",
                "/v1/approvals/" + HOLD + "?accountId=%s&"
            })
    void a_customer_learns_nothing_of_a_strangers_account_by_asking_for_a_version(String path) {
        String customer = TestServers.issuer().token(CUSTOMER);
        Answer unknown = service.as(customer, (path + "atLeastVersion=1").formatted(UUID.randomUUID()));

        assertThat(unknown.status()).isEqualTo(403);
        for (long version : List.of(1L, 999L)) {
            Answer foreign = service.as(customer, (path + "atLeastVersion=%d").formatted(others, version));

            assertThat(foreign.status()).isEqualTo(403);
            assertThat(withoutInstance(foreign)).isEqualTo(withoutInstance(unknown));
            assertThat(foreign.header("ETag")).isEmpty();
        }
        assertThat(service.as(customer, (path + "atLeastVersion=999").formatted(own))
                        .text("type"))
                .isEqualTo("/problems/not-yet");
    }

    /** The problem but for the path that was asked for. */
    private static String withoutInstance(Answer answer) {
        return ((ObjectNode) answer.body().deepCopy())
                .remove(List.of("instance"))
                .toString();
    }

    @Test
    void a_customer_finds_accounts_of_the_customers_own_only() {
        String customer = TestServers.issuer().token(CUSTOMER);

        assertThat(service.as(customer, "/v1/accounts").items("accountId")).containsExactly(own.toString());
        assertThat(service.as(customer, "/v1/accounts?holder=Ada").items("accountId"))
                .containsExactly(own.toString());
        assertThat(service.as(customer, "/v1/accounts?customerId=customer-2").items("accountId"))
                .isEmpty();
        assertThat(service.as(TestServers.issuer().token(TELLER), "/v1/accounts?customerId=customer-2")
                        .items("accountId"))
                .containsExactly(others.toString());
    }

    private UUID anApproval(UUID account, long position) {
        UUID id = UUID.randomUUID();
        service.write("balances", """
                insert into approvals (approval_id, account_id, position, status, subject, kind, fields, amount, currency,
                                       requested_by, requested_at)
                values ('%s', '%s', %d, 'PENDING', 'ACCOUNT', 'withdrawal', '{}', 20000, 'EUR', 'teller', now())
                """.formatted(id, account, position));
        return id;
    }

    @Test
    void a_customer_sees_what_waits_on_the_customers_own_accounts_only() {
        UUID ownWaits = anApproval(own, 1);
        UUID othersWaits = anApproval(others, 2);
        String customer = TestServers.issuer().token(CUSTOMER);

        assertThat(service.as(customer, "/v1/approvals").items("approvalId")).containsExactly(ownWaits.toString());
        assertThat(service.as(customer, "/v1/approvals?accountId=" + own).items("approvalId"))
                .containsExactly(ownWaits.toString());
        assertThat(service.as(customer, "/v1/approvals?accountId=" + others).status())
                .isEqualTo(403);
        assertThat(service.as(customer, "/v1/approvals/" + ownWaits).text("amount"))
                .isEqualTo("20000.00");
        assertThat(service.as(customer, "/v1/approvals/" + othersWaits).status())
                .isEqualTo(403);
        assertThat(service.as(TestServers.issuer().token(TELLER), "/v1/approvals")
                        .items("approvalId"))
                .containsExactly(othersWaits.toString(), ownWaits.toString());
    }

    @Test
    void answers_are_kept_by_no_cache_and_read_by_no_other_page() {
        Answer answer = service.get("/v1/products");

        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
}
