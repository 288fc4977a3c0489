package io.daybook.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may choose value dates, and which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValueDatesTest {

    private static final String WITHOUT_BACKDATE = "accounts:write cash:write";
    private static final int WINDOW_DAYS = 10;

    private CommandService service;
    private UUID account;

    @BeforeAll
    void start() {
        service = CommandService.on(
                CommandService.freshLog(),
                "daybook.relay.enabled=false",
                "daybook.value-dates.back-days=" + WINDOW_DAYS);
        account = opened("customer-2");
        deposit(account, CommandService.as("teller"), today().toString());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static String clerk() {
        return "Bearer " + TestServers.issuer().token("clerk", WITHOUT_BACKDATE, null);
    }

    private UUID opened(String customer) {
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "Ada"}, "currency": "EUR", "overdraftLimit": "1000.00",
                 "effectiveDate": "%s"}""".formatted(customer, today().minusDays(WINDOW_DAYS)));
        assertThat(opened.status()).isEqualTo(201);
        return UUID.fromString(opened.body().path("accountId").asString());
    }

    private Answer deposit(UUID to, String authorization, String date, String... headers) {
        return post("/v1/accounts/%s/deposits".formatted(to), """
                {"amount": "5.00", "effectiveDate": "%s"}""".formatted(date), authorization, headers);
    }

    private Answer post(String path, String body, String authorization, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = authorization;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return service.post(path, body, all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deposits", "withdrawals", "fees", "transfer", "capture", "open", "correction"})
    void a_value_date_before_today_needs_a_permission(String what) {
        String yesterday = today().minusDays(1).toString();

        Answer refused = dated(what, yesterday, clerk());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("/problems/value-date-not-allowed");
        assertThat(refused.body().path("detail").asString()).contains("accounts:backdate");
        assertThat(dated(what, today().toString(), clerk()).status()).isEqualTo(201);
        assertThat(dated(what, yesterday, CommandService.as("teller")).status()).isEqualTo(201);
    }

    private Answer dated(String what, String date, String authorization) {
        String amount = "{\"amount\": \"5.00\", \"effectiveDate\": \"%s\"}".formatted(date);
        return switch (what) {
            case "transfer" -> post("/v1/transfers", """
                    {"fromAccountId": "%s", "toAccountId": "%s", "amount": "5.00", "effectiveDate": "%s"}""".formatted(account, opened("customer-3"), date), authorization);
            case "capture" ->
                post("/v1/accounts/%s/holds/%s/capture".formatted(account, aHold()), amount, authorization);
            case "open" -> post("/v1/accounts", """
                    {"holder": {"name": "Ada"}, "currency": "EUR", "effectiveDate": "%s"}""".formatted(date), authorization);
            case "correction" ->
                post("/v1/transactions/%s/correction".formatted(aDeposit()), """
                    {"amount": "6.00", "effectiveDate": "%s", "reason": "wrong day"}""".formatted(date), authorization);
            default -> post("/v1/accounts/%s/%s".formatted(account, what), amount, authorization);
        };
    }

    private String aHold() {
        return service.post("/v1/accounts/%s/holds".formatted(account), "{\"amount\": \"5.00\"}")
                .body()
                .path("holdId")
                .asString();
    }

    private String aDeposit() {
        return deposit(
                        account,
                        CommandService.as("teller"),
                        today().minusDays(2).toString())
                .body()
                .path("eventIds")
                .path(0)
                .asString();
    }

    @Test
    void a_correction_that_leaves_the_value_date_needs_no_permission() {
        String path = "/v1/transactions/%s/correction";
        String twoDaysAgo = today().minusDays(2).toString();

        assertThat(post(path.formatted(aDeposit()), "{\"amount\": \"6.00\", \"reason\": \"x\"}", clerk())
                        .status())
                .isEqualTo(201);
        assertThat(post(path.formatted(aDeposit()), """
                        {"amount": "6.00", "effectiveDate": "%s", "reason": "x"}""".formatted(twoDaysAgo), clerk())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_value_date_is_within_the_window_for_those_who_may_date_back() {
        String teller = CommandService.as("teller");

        assertThat(deposit(account, teller, today().minusDays(WINDOW_DAYS).toString())
                        .status())
                .isEqualTo(201);
        Answer refused =
                deposit(account, teller, today().minusDays(WINDOW_DAYS + 1L).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/value-date-outside-window");
        assertThat(dated("open", "1900-01-01", teller).problem()).isEqualTo("/problems/value-date-outside-window");
    }

    @Test
    void no_value_date_is_before_the_accounts_first_day() {
        Answer opened = service.post("/v1/accounts", "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\"}");
        UUID young = UUID.fromString(opened.body().path("accountId").asString());

        Answer refused =
                deposit(young, CommandService.as("teller"), today().minusDays(1).toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/value-date-before-opening");
    }

    @Test
    void an_account_is_not_opened_in_the_future() {
        assertThat(dated("open", today().plusDays(2).toString(), CommandService.as("teller"))
                        .problem())
                .isEqualTo("/problems/value-date-ahead");
    }

    @Test
    void a_customer_gives_no_value_date_not_even_todays() {
        UUID own = opened(LocalIssuer.CUSTOMER_ID);
        String customer = "Bearer " + TestServers.issuer().token(Role.CUSTOMER);
        String transfer = """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "5.00"%s}""";

        for (LocalDate date : new LocalDate[] {today(), today().minusDays(1), LocalDate.parse("1900-01-01")}) {
            String dated = transfer.formatted(own, account, ", \"effectiveDate\": \"%s\"".formatted(date));
            Answer refused = post("/v1/transfers", dated, customer);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("/problems/value-date-not-allowed");
        }
        assertThat(post("/v1/transfers", transfer.formatted(own, account, ""), customer)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void what_was_done_is_answered_again_to_whoever_may_not_date_back_any_more() {
        String yesterday = today().minusDays(1).toString();
        String key = UUID.randomUUID().toString();
        Answer first = deposit(account, CommandService.as("clerk"), yesterday, "Idempotency-Key", key);

        Answer again = deposit(account, clerk(), yesterday, "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }
}
