package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.testsupport.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTest {

    private static final String ADA = "00000000-0000-4000-8000-00000000000a";
    private static final String BOB = "00000000-0000-4000-8000-00000000000b";
    private static final String YEN = "00000000-0000-4000-8000-00000000000c";
    private static final String CSV = "text/csv";

    private static final String REPORTS_ONLY = "daybook.groups=reporting";

    private final QueryService service = new QueryService(REPORTS_ONLY);

    /**
     * Ada pays in 100 with a value date in January, booked in March, and sends Bob 30; Bob's side is not in the view yet. The
     * bank takes a fee of 2 from Ada and gives it back. A third account has 500 yen.
     */
    @BeforeAll
    void write() {
        service.write("reporting", """
                insert into checkpoints (partition, topic_id, next_offset, position)
                values (0, 'topic', 10, 9000);

                insert into accounts (account_id, product_code, currency, balance, is_closed, opened_on,
                                      quiet_since_value, quiet_since_booking)
                values ('%1$s', '=CURRENT', 'EUR', 70,  false, '2026-01-01', '2026-02-10', '2026-03-02'),
                       ('%2$s', null,       'EUR', 0,   false, '2026-01-05', '2026-01-05', '2026-03-01'),
                       ('%3$s', 'SAVINGS',  'JPY', 500, true,  '2026-01-01', '2026-01-02', '2026-01-02');

                insert into postings (position, leg, event_id, operation, reversed_operation, ledger_account,
                                      account_id, product_code, currency, amount, effective_date, booking_date)
                values (10,   1, gen_random_uuid(), 'MoneyDeposited', null, '1000', '%1$s', '=CURRENT', 'EUR', 100,
                        '2026-01-31', '2026-03-01'),
                       (10,   2, gen_random_uuid(), 'MoneyDeposited', null, '2000', '%1$s', '=CURRENT', 'EUR', -100,
                        '2026-01-31', '2026-03-01'),
                       (4096, 1, gen_random_uuid(), 'TransferSent', null, '2000', '%1$s', '=CURRENT', 'EUR', 30,
                        '2026-02-10', '2026-03-02'),
                       (4096, 2, gen_random_uuid(), 'TransferSent', null, '2900', '%1$s', '=CURRENT', 'EUR', -30,
                        '2026-02-10', '2026-03-02'),
                       (4100, 1, gen_random_uuid(), 'FeeCharged', null, '2000', '%1$s', '=CURRENT', 'EUR', 2,
                        '2026-02-10', '2026-03-02'),
                       (4100, 2, gen_random_uuid(), 'FeeCharged', null, '4100', '%1$s', '=CURRENT', 'EUR', -2,
                        '2026-02-10', '2026-03-02'),
                       (9000, 1, gen_random_uuid(), 'TransactionReversed', 'FeeCharged', '2000', '%1$s', '=CURRENT',
                        'EUR', -2, '2026-02-10', '2026-03-03'),
                       (9000, 2, gen_random_uuid(), 'TransactionReversed', 'FeeCharged', '4100', '%1$s', '=CURRENT',
                        'EUR', 2, '2026-02-10', '2026-03-03'),
                       (5000, 1, gen_random_uuid(), 'MoneyDeposited', null, '1000', '%3$s', 'SAVINGS', 'JPY', 500,
                        '2026-01-02', '2026-01-02'),
                       (5000, 2, gen_random_uuid(), 'MoneyDeposited', null, '2000', '%3$s', 'SAVINGS', 'JPY', -500,
                        '2026-01-02', '2026-01-02');

                update postings
                set purpose = 'RENT, "late"'
                where position = 4096;

                insert into ledger_blocks (block, currency, ledger_account, debit, credit)
                select position / 4096, currency, ledger_account, sum(greatest(amount, 0)), sum(greatest(-amount, 0))
                from postings
                group by position / 4096, currency, ledger_account;

                insert into ledger_days (axis, day, currency, ledger_account, debit, credit)
                select axis, day, currency, ledger_account, sum(greatest(amount, 0)), sum(greatest(-amount, 0))
                from postings
                cross join lateral (values ('VALUE', effective_date), ('BOOKING', booking_date)) as on_axis (axis, day)
                group by axis, day, currency, ledger_account;

                insert into daily_totals (axis, day, product_code, currency, operation, reversed_operation, events,
                                          money_in, money_out)
                values ('VALUE',   '2026-01-31', '=CURRENT', 'EUR', 'MoneyDeposited', '', 1, 100, 0),
                       ('VALUE',   '2026-02-10', '=CURRENT', 'EUR', 'TransferSent', '', 1, 0, 30),
                       ('VALUE',   '2026-02-10', '=CURRENT', 'EUR', 'FeeCharged', '', 1, 0, 2),
                       ('VALUE',   '2026-02-10', '=CURRENT', 'EUR', 'TransactionReversed', 'FeeCharged', 1, 0, -2),
                       ('VALUE',   '2026-01-02', 'SAVINGS',  'JPY', 'MoneyDeposited', '', 1, 500, 0),
                       ('BOOKING', '2026-03-01', '=CURRENT', 'EUR', 'MoneyDeposited', '', 1, 100, 0),
                       ('BOOKING', '2026-03-02', '=CURRENT', 'EUR', 'TransferSent', '', 1, 0, 30),
                       ('BOOKING', '2026-03-02', '=CURRENT', 'EUR', 'FeeCharged', '', 1, 0, 2),
                       ('BOOKING', '2026-03-03', '=CURRENT', 'EUR', 'TransactionReversed', 'FeeCharged', 1, 0, -2),
                       ('BOOKING', '2026-01-02', 'SAVINGS',  'JPY', 'MoneyDeposited', '', 1, 500, 0);

                insert into account_days (axis, day, account_id, events, money_in, money_out)
                values ('VALUE', '2026-01-31', '%1$s', 1, 100, 0),
                       ('VALUE', '2026-02-10', '%1$s', 3, 0, 30),
                       ('VALUE', '2026-02-11', '%2$s', 2, 90, 80),
                       ('VALUE', '2026-01-02', '%3$s', 1, 500, 0);
                """.formatted(ADA, BOB, YEN));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void a_trial_balance_has_every_account_of_the_ledger_and_sums_to_zero_in_each_currency() {
        Answer answer = service.get("/v1/reports/trial-balance");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.items("ledgerAccount"))
                .containsExactly(
                        "1000", "2000", "2800", "2900", "4000", "4100", "5000", "1000", "2000", "2800", "2900", "4000",
                        "4100", "5000");
        assertThat(answer.items("balance"))
                .containsExactly(
                        "100.00", "-70.00", "0.00", "-30.00", "0.00", "0.00", "0.00", "500", "-500", "0", "0", "0", "0",
                        "0");
        assertThat(answer.items("debit")).startsWith("100.00", "32.00");
        assertThat(totals(answer, "currency")).containsExactly("EUR", "JPY");
        assertThat(totals(answer, "difference")).containsExactly("0.00", "0");
        assertThat(answer.body().path("position").asLong()).isEqualTo(9000);
    }

    @Test
    void a_trial_balance_as_of_a_day_goes_by_value_date_or_by_booking_date() {
        assertThat(service.get("/v1/reports/trial-balance?asOf=2026-01-31&by=value")
                        .items("balance"))
                .startsWith("100.00", "-100.00", "0.00");
        assertThat(service.get("/v1/reports/trial-balance?asOf=2026-01-31&by=booking")
                        .items("balance"))
                .startsWith("500", "-500", "0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 4095, 4096, 4097, 4100, 5000, 8191, 8192, 8999, 9000})
    void a_trial_balance_is_zero_at_every_position(int position) {
        Answer answer = service.get("/v1/reports/trial-balance?atPosition=" + position);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(totals(answer, "difference")).allMatch(difference -> difference.matches("0(\\.00)?"));
    }

    @Test
    void a_trial_balance_at_a_position_has_the_postings_up_to_it() {
        assertThat(service.get("/v1/reports/trial-balance?atPosition=9").items("balance"))
                .isEmpty();
        assertThat(service.get("/v1/reports/trial-balance?atPosition=4095").items("balance"))
                .startsWith("100.00", "-100.00", "0.00");
        assertThat(service.get("/v1/reports/trial-balance?atPosition=4100").items("balance"))
                .startsWith("100.00", "-68.00", "0.00", "-30.00", "0.00", "-2.00");
        assertThat(service.get("/v1/reports/trial-balance?atPosition=9000").items("balance"))
                .startsWith("100.00", "-70.00", "0.00", "-30.00", "0.00", "0.00");
    }

    @Test
    void a_position_that_the_view_has_not_reached_is_not_there_yet() {
        Answer answer = service.get("/v1/reports/trial-balance?atPosition=9001");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("type")).isEqualTo("/problems/not-yet");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void daily_totals_restate_by_value_and_stay_by_booking() {
        Answer byValue = service.get("/v1/reports/daily-totals?from=2026-02-10&to=2026-02-10&currency=EUR");
        Answer byBooking = service.get("/v1/reports/daily-totals?from=2026-03-02&to=2026-03-02&by=booking");

        assertThat(byValue.items("operation")).containsExactly("FeeCharged", "TransactionReversed", "TransferSent");
        assertThat(byValue.items("net")).containsExactly("-2.00", "2.00", "-30.00");
        assertThat(byValue.items("out")).containsExactly("2.00", "-2.00", "30.00");
        assertThat(byValue.items("count")).containsExactly("1", "1", "1");
        assertThat(byValue.items("reversedOperation")).containsExactly("", "FeeCharged", "");
        assertThat(byBooking.items("operation")).containsExactly("FeeCharged", "TransferSent");
    }

    @Test
    void daily_totals_are_filtered_and_come_page_by_page() {
        assertThat(service.get("/v1/reports/daily-totals?productCode=SAVINGS").items("in"))
                .containsExactly("500");
        assertThat(service.get("/v1/reports/daily-totals?operation=FeeCharged").items("out"))
                .containsExactly("2.00");
        assertThat(pages("/v1/reports/daily-totals?limit=2", "operation"))
                .containsExactly(
                        "MoneyDeposited", "MoneyDeposited", "FeeCharged", "TransactionReversed", "TransferSent");
    }

    @Test
    void flows_have_every_step_and_what_the_bank_owed_at_its_end() {
        Answer months = service.get("/v1/reports/flows?from=2026-01-15&to=2026-03-15&step=month&currency=EUR");

        assertThat(months.items("from")).containsExactly("2026-01-15", "2026-02-01", "2026-03-01");
        assertThat(months.items("to")).containsExactly("2026-01-31", "2026-02-28", "2026-03-15");
        assertThat(months.items("in")).containsExactly("100.00", "0.00", "0.00");
        assertThat(months.items("out")).containsExactly("0.00", "30.00", "0.00");
        assertThat(months.items("closingDeposits")).containsExactly("100.00", "70.00", "70.00");
    }

    @Test
    void flows_by_week_begin_on_mondays_and_open_with_what_was_before() {
        Answer weeks = service.get("/v1/reports/flows?from=2026-02-04&to=2026-02-16&step=week");

        assertThat(weeks.items("from"))
                .containsExactly("2026-02-04", "2026-02-09", "2026-02-16", "2026-02-04", "2026-02-09", "2026-02-16");
        assertThat(weeks.items("closingDeposits")).containsExactly("100.00", "70.00", "70.00", "500", "500", "500");
    }

    @Test
    void the_largest_movers_are_ranked_in_each_currency_by_net_or_gross() {
        String range = "/v1/reports/largest-movers?from=2026-01-01&to=2026-02-28";

        Answer byNet = service.get(range);
        assertThat(byNet.items("accountId")).containsExactly(ADA, BOB, YEN);
        assertThat(byNet.items("net")).containsExactly("70.00", "10.00", "500");
        assertThat(service.get(range + "&order=gross&currency=EUR&limit=1").items("gross"))
                .containsExactly("170.00");
        assertThat(service.get(range + "&order=gross&currency=EUR&limit=1").items("accountId"))
                .containsExactly(BOB);
    }

    @Test
    void dormant_accounts_are_open_ones_at_rest_the_longest_first() {
        assertThat(service.get("/v1/reports/dormant-accounts?since=2026-02-10").items("accountId"))
                .containsExactly(BOB);
        assertThat(pages("/v1/reports/dormant-accounts?since=2026-02-11&limit=1", "accountId"))
                .containsExactly(BOB, ADA);
        assertThat(service.get("/v1/reports/dormant-accounts?since=2026-03-02&by=booking")
                        .items("quietSince"))
                .containsExactly("2026-03-01");
    }

    @Test
    void postings_come_by_day_and_page_by_page_for_one_account_of_the_ledger_or_all() {
        assertThat(pages("/v1/reports/postings?limit=3", "amount"))
                .containsExactly(
                        "500", "-500", "100.00", "-100.00", "30.00", "-30.00", "2.00", "-2.00", "-2.00", "2.00");
        assertThat(pages("/v1/reports/postings?limit=1&ledgerAccount=2000&from=2026-02-01", "amount"))
                .containsExactly("30.00", "2.00", "-2.00");
        assertThat(pages("/v1/reports/postings?by=booking&from=2026-03-02&to=2026-03-02", "ledgerAccount"))
                .containsExactly("2000", "2900", "2000", "4100");
    }

    @Test
    void every_report_also_comes_as_csv_with_a_line_of_names() {
        assertThat(csv("/v1/reports/trial-balance?asOf=2026-01-31"))
                .startsWith(
                        "currency,ledgerAccount,name,kind,debit,credit,balance",
                        "EUR,1000,Cash,ASSET,100.00,0.00,100.00",
                        "EUR,2000,Customer deposits,LIABILITY,0.00,100.00,-100.00");
        assertThat(csv("/v1/reports/daily-totals?currency=JPY"))
                .containsExactly(
                        "day,productCode,currency,operation,reversedOperation,count,in,out,net",
                        "2026-01-02,SAVINGS,JPY,MoneyDeposited,,1,500,0,500");
        assertThat(csv("/v1/reports/flows?from=2026-02-01&to=2026-02-28&step=month&currency=EUR"))
                .containsExactly(
                        "currency,from,to,in,out,net,closingDeposits",
                        "EUR,2026-02-01,2026-02-28,0.00,30.00,-30.00,70.00");
        assertThat(csv("/v1/reports/largest-movers?from=2026-01-01&to=2026-02-28&currency=JPY"))
                .containsExactly(
                        "currency,place,accountId,productCode,count,in,out,net,gross",
                        "JPY,1,%s,SAVINGS,1,500,0,500,500".formatted(YEN));
        assertThat(csv("/v1/reports/dormant-accounts?since=2026-02-10"))
                .containsExactly(
                        "accountId,productCode,currency,balance,openedOn,quietSince",
                        "%s,,EUR,0.00,2026-01-05,2026-01-05".formatted(BOB));
        assertThat(csv("/v1/reports/postings?ledgerAccount=2900"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("4096,2,")
                .endsWith(",2900,%s,'=CURRENT,EUR,-30.00,2026-02-10,2026-03-02,\"RENT, \"\"late\"\"\"".formatted(ADA));
        assertThat(csv("/v1/reports/postings?from=2030-01-01")).hasSize(1);
    }

    @Test
    void csv_says_what_it_is() {
        HttpResponse<String> answer = service.get("/v1/reports/postings", CSV);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;header=present;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"postings.csv\"");
    }

    @Test
    void text_that_a_spreadsheet_would_compute_is_disarmed_in_csv_and_numbers_keep_their_signs() {
        assertThat(csv("/v1/reports/daily-totals?from=2026-02-10&operation=FeeCharged"))
                .contains("2026-02-10,'=CURRENT,EUR,FeeCharged,,1,0.00,2.00,-2.00");
    }

    @Test
    void a_report_in_csv_that_is_too_long_is_refused_with_its_limit_before_anything_is_sent() {
        try (QueryService limited = new QueryService(REPORTS_ONLY, "daybook.reports.csv-rows-max=3")) {
            accounts(limited, 4);

            HttpResponse<String> answer = limited.get("/v1/reports/dormant-accounts?since=2026-02-01", CSV);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("/problems/too-many-rows", "more than 3 rows");
        }
    }

    @Test
    void a_report_in_csv_that_takes_too_long_is_refused_with_its_limit_as_long_as_nothing_was_sent() {
        try (QueryService hurried = new QueryService(REPORTS_ONLY, "daybook.reports.csv-time-max=0s")) {
            accounts(hurried, 1);

            HttpResponse<String> answer = hurried.get("/v1/reports/dormant-accounts?since=2026-02-01", CSV);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("/problems/report-too-slow", "0 ms");
        }
    }

    @Test
    void only_so_many_reports_are_streamed_at_once() {
        try (QueryService busy = new QueryService(REPORTS_ONLY, "daybook.reports.csv-at-once-max=1")) {
            slowAccounts(busy, 3);

            List<CompletableFuture<Integer>> answers = Stream.of(1, 2)
                    .map(caller -> CompletableFuture.supplyAsync(
                            () -> busy.get("/v1/reports/dormant-accounts?since=2026-02-01", CSV)
                                    .statusCode()))
                    .toList();

            assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 429);
        }
    }

    @Test
    void a_report_that_the_database_ends_is_told_from_a_database_that_is_down() {
        try (QueryService hurried =
                new QueryService(REPORTS_ONLY, "daybook.databases.reporting.statement-time-max=300ms")) {
            slowAccounts(hurried, 3);

            Answer answer = hurried.get("/v1/reports/dormant-accounts?since=2026-02-01");
            HttpResponse<String> csv = hurried.get("/v1/reports/dormant-accounts?since=2026-02-01", CSV);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("type")).isEqualTo("/problems/report-too-slow");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(csv.statusCode()).isEqualTo(503);
            assertThat(csv.body()).contains("/problems/report-too-slow", "300 ms");
        }
    }

    /** One account, which takes seconds to read. */
    private static void slowAccounts(QueryService service, int seconds) {
        accounts(service, 1);
        service.write("reporting", """
                alter table accounts rename to stored_accounts;
                create view accounts as
                select *
                from stored_accounts
                where pg_sleep(%d) is not null
                """.formatted(seconds));
    }

    @Test
    void a_report_in_csv_that_ends_early_breaks_the_connection_off_and_never_looks_whole() {
        try (QueryService failing = new QueryService(REPORTS_ONLY)) {
            accounts(failing, 5_000);
            failing.write("reporting", """
                    insert into accounts (account_id, currency, balance, is_closed, opened_on, quiet_since_value,
                                          quiet_since_booking)
                    values (gen_random_uuid(), '???', 0, false, '2026-01-02', '2026-01-02', '2026-01-02')
                    """);

            assertThatThrownBy(() -> failing.get("/v1/reports/dormant-accounts?since=2026-02-01", CSV))
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    private static void accounts(QueryService service, int count) {
        service.write("reporting", """
                insert into accounts (account_id, currency, balance, is_closed, opened_on, quiet_since_value,
                                      quiet_since_booking)
                select gen_random_uuid(), 'EUR', 0, false, '2026-01-01', '2026-01-01', '2026-01-01'
                from generate_series(1, %d) n
                """.formatted(count));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/reports/trial-balance?asOf=yesterday",
                "/v1/reports/trial-balance?by=mood",
                "/v1/reports/trial-balance?atPosition=0",
                "/v1/reports/trial-balance?atPosition=x",
                "/v1/reports/trial-balance?atPosition=1&asOf=2026-01-01",
                "/v1/reports/daily-totals?from=2026-02-01&to=2026-01-01",
                "/v1/reports/daily-totals?currency=EURO",
                "/v1/reports/daily-totals?cursor=garbage",
                "/v1/reports/daily-totals?limit=0",
                "/v1/reports/flows?from=2026-01-01",
                "/v1/reports/flows?from=2026-01-01&to=2026-01-31&step=decade",
                "/v1/reports/flows?from=2000-01-01&to=2026-01-31&step=day",
                "/v1/reports/largest-movers",
                "/v1/reports/largest-movers?from=2026-01-01&to=2026-01-31&order=size",
                "/v1/reports/dormant-accounts",
                "/v1/reports/dormant-accounts?since=",
                "/v1/reports/postings?ledgerAccount=9999",
                "/v1/reports/postings?cursor=garbage",
            })
    void a_parameter_that_cannot_be_read_is_refused_in_json_and_in_csv(String path) {
        Answer answer = service.get(path);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("type")).startsWith("/problems/");
        assertThat(answer.text("detail")).isNotBlank();

        if (!path.contains("cursor") && !path.contains("limit")) {
            HttpResponse<String> csv = service.get(path, CSV);
            assertThat(csv.statusCode()).as(csv.body()).isEqualTo(400);
            assertThat(csv.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void a_cursor_of_another_question_is_refused() {
        String cursor = service.get("/v1/reports/postings?limit=1").text("nextCursor");

        assertThat(service.get("/v1/reports/postings?limit=1&by=booking&cursor=" + cursor)
                        .status())
                .isEqualTo(400);
    }

    private List<String> pages(String path, String field) {
        List<String> values = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = service.get(path + cursor);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            values.addAll(page.items(field));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
        } while (!cursor.isEmpty());
        return values;
    }

    private List<String> csv(String path) {
        HttpResponse<String> answer = service.get(path, CSV);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\r\n");
        return List.of(answer.body().split("\r\n", -1)).subList(0, answer.body().split("\r\n", -1).length - 1);
    }

    private static List<String> totals(Answer answer, String field) {
        return answer.body()
                .path("totals")
                .valueStream()
                .map(total -> total.path(field).asString())
                .toList();
    }
}
