package io.daybook.query;

import static io.daybook.localstack.LocalIssuer.Role.ANALYST;
import static io.daybook.localstack.LocalIssuer.Role.AUDITOR;
import static io.daybook.localstack.LocalIssuer.Role.CUSTOMER;
import static io.daybook.localstack.LocalIssuer.Role.OPERATOR;
import static io.daybook.localstack.LocalIssuer.Role.TELLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
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
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Every path of the service and every role: who may ask, and of which accounts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryAccessTest {

    private static final Set<Role> EVERYBODY = Set.of(TELLER, CUSTOMER, AUDITOR, ANALYST, OPERATOR);

    /** Whom each path answers; everybody else is refused. */
    private static final Map<String, Set<Role>> TABLE = Map.ofEntries(
            Map.entry("/v1/accounts", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/balance", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/balances", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/restatements", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/transactions", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/stream", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/holds", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/holds/{holdId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/transactions/{eventId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/approvals", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/approvals/{approvalId}", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/history", Set.of(AUDITOR)),
            Map.entry("/v1/accounts/{accountId}/reads", Set.of(AUDITOR)),
            Map.entry("/v1/reads", Set.of(AUDITOR)),
            Map.entry("/v1/events/{eventId}", Set.of(AUDITOR)),
            Map.entry("/v1/limit-breaches", Set.of(TELLER, AUDITOR)),
            Map.entry("/v1/customers/{customerId}/personal-data", Set.of(TELLER, CUSTOMER, AUDITOR)),
            Map.entry("/v1/documents", Set.of(TELLER, AUDITOR)),
            Map.entry("/v1/documents/{documentId}", Set.of(TELLER, AUDITOR)),
            Map.entry("/v1/documents/{documentId}/content", Set.of(TELLER, AUDITOR)),
            Map.entry("/v1/products", EVERYBODY),
            Map.entry("/v1/products/{code}", EVERYBODY),
            Map.entry("/v1/reports/daily-totals", Set.of(ANALYST, AUDITOR)),
            Map.entry("/v1/reports/trial-balance", Set.of(ANALYST, AUDITOR)),
            Map.entry("/v1/reports/flows", Set.of(ANALYST, AUDITOR)),
            Map.entry("/v1/reports/largest-movers", Set.of(ANALYST, AUDITOR)),
            Map.entry("/v1/reports/dormant-accounts", Set.of(ANALYST, AUDITOR)),
            Map.entry("/v1/reports/postings", Set.of(ANALYST, AUDITOR)));

    private QueryService service;
    private UUID own;
    private UUID others;

    @BeforeAll
    void start() {
        service = new QueryService("daybook.streams.lifetime=1ms");
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
        return TABLE.keySet().stream().sorted().flatMap(path -> EVERYBODY.stream()
                .map(role -> Arguments.of(path, role)));
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
    void nobody_learns_by_another_method_or_spelling_what_a_path_keeps_from_them(String path, Role role) {
        String token = TestServers.issuer().token(role);
        boolean mayNot = !TABLE.getOrDefault(path, Set.of()).contains(role);

        assertThat(service.head(token, filled(path)) == 403).isEqualTo(mayNot);
        assertThat(service.head(token, filled(path).replace("o", "%6f")) == 403).isEqualTo(mayNot);
    }

    private static Stream<String> everyPath() {
        return TABLE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("everyPath")
    void without_a_token_nobody_is_answered(String path) {
        Answer answer = service.as("forged", filled(path));

        assertThat(answer.status()).isEqualTo(401);
    }

    private String filled(String path) {
        return path.replace("{accountId}", own.toString())
                .replace("{customerId}", LocalIssuer.CUSTOMER_ID)
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    @Test
    void the_table_has_every_path_of_the_service_but_that_of_the_view_which_is_off() {
        var paths = new TreeSet<String>();
        for (RequestMappingInfo mapping : service.handlers().keySet()) {
            mapping.getPatternValues().stream()
                    .filter(pattern -> pattern.startsWith("/v1/"))
                    .forEach(paths::add);
        }

        assertThat(paths).isEqualTo(new TreeSet<>(TABLE.keySet()));
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
