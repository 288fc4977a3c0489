package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesTest {

    private final QueryService service = new QueryService(
            "daybook.groups=balances,audit",
            "daybook.consistency.wait-max=1s",
            "daybook.personal-data.remembered=100ms");

    @AfterAll
    void stop() {
        service.close();
    }

    private UUID anAccount(String holder) {
        UUID id = UUID.randomUUID();
        service.write("balances", """
                insert into accounts (account_id, product_code, currency, status, balance, held,
                                      overdraft_limit, latest_date, version, position, opened_at, updated_at)
                values ('%s', 'CURRENT', 'EUR', 'OPEN', 100, 30, 50, '2026-01-31', 3, 3, now(), now())
                """.formatted(id));
        service.hold(id, holder);
        return id;
    }

    private void aLine(UUID account, int version, String amount, String balance, String date) {
        service.write("balances", """
                insert into transactions (account_id, version, event_id, position, type, amount, balance, day_balance,
                                          effective_date, latest_date, recorded_at, actor)
                values ('%1$s', %2$d, gen_random_uuid(), %2$d, 'MoneyDeposited', %3$s, %4$s, %4$s,
                        '%5$s', '%5$s', timestamptz '2026-02-01 00:00:00Z' + interval '%2$d hours', 'teller-1')
                """.formatted(account, version, amount, balance, date));
    }

    @Test
    void an_account_tells_its_balance_and_what_is_available_without_holds_that_are_over() {
        UUID account = anAccount("Ada");
        service.write("balances", """
                insert into holds (hold_id, account_id, amount, expires_at, placed_at)
                values (gen_random_uuid(), '%1$s', 10, now() - interval '1 second', now()),
                       (gen_random_uuid(), '%1$s', 20, null, now())
                """.formatted(account));

        Answer answer = service.get("/v1/accounts/" + account);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.text("balance")).isEqualTo("100.00");
        assertThat(answer.text("held")).isEqualTo("20.00");
        assertThat(answer.text("available")).isEqualTo("130.00");
        assertThat(answer.body().path("holder").path("name").asString()).isEqualTo("Ada");
        assertThat(service.get("/v1/accounts/%s/holds".formatted(account)).items("amount"))
                .containsExactly("20.00");
        String hold = service.get("/v1/accounts/%s/holds".formatted(account))
                .items("holdId")
                .getFirst();
        assertThat(service.get("/v1/accounts/%s/holds/%s".formatted(account, hold))
                        .text("amount"))
                .isEqualTo("20.00");
        assertThat(service.get("/v1/accounts/%s/holds/%s".formatted(account, UUID.randomUUID()))
                        .text("type"))
                .isEqualTo("/problems/unknown-hold");
    }

    @Test
    void balances_are_answered_however_many_ask_at_once_and_none_keeps_a_connection() {
        List<UUID> accounts =
                IntStream.range(0, 20).mapToObj(i -> anAccount("Many")).toList();

        List<CompletableFuture<Answer>> asked = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> service.get("/v1/accounts/" + accounts.get(i % accounts.size()))))
                .toList();

        assertThat(asked).allSatisfy(answer -> assertThat(answer.get().status()).isEqualTo(200));
        assertThat(asked.getFirst().join().text("accountId"))
                .isEqualTo(accounts.getFirst().toString());
    }

    @Test
    void an_unknown_account_is_not_found() {
        Answer answer = service.get("/v1/accounts/" + UUID.randomUUID());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("type")).isEqualTo("/problems/unknown-account");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void a_query_waits_until_the_view_has_the_version_it_asks_for() throws Exception {
        UUID account = anAccount("Wanda");
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> service.get("/v1/accounts/%s?atLeastVersion=4".formatted(account)));

        service.write("balances", """
                begin;
                update accounts set version = 4, balance = 101 where account_id = '%s';
                select pg_notify('balances', '');
                commit
                """.formatted(account));

        assertThat(waiting.get().text("balance")).isEqualTo("101.00");
    }

    @Test
    void a_customer_waits_for_an_own_account_that_was_opened_just_now() {
        UUID account = UUID.randomUUID();
        String customer = TestServers.issuer().token("carl", "accounts:read", "customer-new");
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                () -> service.as(customer, "/v1/accounts/%s?atLeastVersion=1".formatted(account)));

        service.write("balances", """
                begin;
                insert into accounts (account_id, customer_id, currency, status, balance, held,
                                      overdraft_limit, version, position, opened_at, updated_at)
                values ('%s', 'customer-new', 'EUR', 'OPEN', 5, 0, 0, 1, 1, now(), now());
                select pg_notify('balances', '');
                commit
                """.formatted(account));

        assertThat(waiting.join().status()).isEqualTo(200);
    }

    @Test
    void a_query_waits_no_longer_than_it_may() {
        UUID account = anAccount("Wilma");

        Answer answer = service.get("/v1/accounts/%s?atLeastVersion=5".formatted(account));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("type")).isEqualTo("/problems/not-yet");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_statement_comes_page_by_page_in_the_order_of_booking() {
        UUID account = anAccount("Sam");
        for (int version = 2; version <= 6; version++) {
            aLine(account, version, "10", Integer.toString((version - 1) * 10), "2026-01-%02d".formatted(version));
        }

        List<String> balances = new ArrayList<>();
        String path = "/v1/accounts/%s/transactions?limit=2".formatted(account);
        String cursor = "";
        do {
            Answer page = service.get(path + cursor);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            balances.addAll(page.items("runningBalance"));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
        } while (!cursor.isEmpty());

        assertThat(balances).containsExactly("10.00", "20.00", "30.00", "40.00", "50.00");
    }

    @Test
    void a_past_balance_is_what_it_was_on_a_day_as_it_was_known_at_a_moment() {
        UUID account = anAccount("Theo");
        aLine(account, 2, "10", "10", "2026-01-10");
        aLine(account, 3, "5", "15", "2026-01-20");
        service.write("balances", """
                insert into account_days (account_id, effective_date, first_version)
                values ('%1$s', '2026-01-10', 2),
                       ('%1$s', '2026-01-20', 3)
                """.formatted(account));
        String path = "/v1/accounts/%s/balance".formatted(account);

        assertThat(service.get(path + "?asOf=2026-01-09").text("balance")).isEqualTo("0.00");
        assertThat(service.get(path + "?asOf=2026-01-15").text("balance")).isEqualTo("10.00");
        assertThat(service.get(path + "?asOf=2026-01-20").text("balance")).isEqualTo("15.00");
        assertThat(service.get(path + "?asOf=2026-01-20&knownAt=2026-02-01T02:30:00Z")
                        .text("balance"))
                .isEqualTo("10.00");
        assertThat(service.get(path + "?asOf=2026-01-20&knownAt=2026-01-01T00:00:00Z")
                        .text("balance"))
                .isEqualTo("0.00");
    }

    /** A line that was imported on 1 February, from books that had it on that day. */
    private void aLineOfOtherBooks(UUID account, int version, String amount, String balance, String bookedOn) {
        aLine(account, version, amount, balance, "2026-01-01");
        service.write("balances", """
                update transactions
                set    booked_at = timestamptz '%s 00:00:00Z'
                where  account_id = '%s' and version = %d
                """.formatted(bookedOn, account, version));
    }

    private List<String> booked(UUID account, String question) {
        List<String> lines = new ArrayList<>();
        String path = "/v1/accounts/%s/transactions?limit=2%s".formatted(account, question);
        String cursor = "";
        do {
            Answer page = service.get(path + cursor);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            page.body()
                    .path("items")
                    .forEach(line -> lines.add("%s %s %s"
                            .formatted(
                                    line.path("bookingDate").asString(),
                                    line.path("version").asInt(),
                                    line.path("runningBalance").asString())));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
        } while (!cursor.isEmpty());
        return lines;
    }

    @Test
    void a_statement_by_booking_has_what_other_books_had_where_they_had_it() {
        UUID account = anAccount("Hilda");
        aLine(account, 2, "100", "100", "2026-02-01");
        aLineOfOtherBooks(account, 3, "10", "110", "2026-01-05");
        aLineOfOtherBooks(account, 4, "20", "130", "2025-12-30");
        aLineOfOtherBooks(account, 5, "-5", "125", "2026-01-05");
        aLineOfOtherBooks(account, 6, "1", "126", "2026-02-01");
        aLine(account, 7, "-50", "76", "2026-02-01");

        List<String> lines = List.of(
                "2025-12-30 4 20.00",
                "2026-01-05 3 30.00",
                "2026-01-05 5 25.00",
                "2026-02-01 6 26.00",
                "2026-02-01 2 126.00",
                "2026-02-01 7 76.00");
        assertThat(booked(account, "")).isEqualTo(lines);
        assertThat(booked(account, "&order=desc")).isEqualTo(lines.reversed());
        assertThat(booked(account, "&from=2026-01-01&to=2026-01-31")).isEqualTo(lines.subList(1, 3));
        assertThat(booked(account, "&order=desc&from=2026-01-01&to=2026-01-31"))
                .isEqualTo(lines.subList(1, 3).reversed());
        assertThat(booked(account, "&from=2026-01-06")).isEqualTo(lines.subList(3, 6));
        assertThat(booked(account, "&order=desc&to=2026-01-04")).isEqualTo(lines.subList(0, 1));
        assertThat(booked(account, "&from=2027-01-01")).isEmpty();
    }

    @Test
    void what_was_known_goes_by_the_time_of_recording_whatever_other_books_had() {
        UUID account = anAccount("Nora");
        aLineOfOtherBooks(account, 2, "10", "10", "2026-01-05");

        String balance = "/v1/accounts/%s/balance?asOf=2026-01-31&knownAt=".formatted(account);

        assertThat(service.get(balance + "2026-01-31T00:00:00Z").text("balance"))
                .isEqualTo("0.00");
    }

    @ParameterizedTest
    @CsvSource({
        "asOf=2023-02-29,                     asOf must be a day of the calendar: 2023-02-29 is not a day.",
        "asOf=2026-01-20T00:00:00Z,           asOf must be a date such as 2026-01-31.",
        "asOf=%202026-01-20,                  asOf must be a date such as 2026-01-31.",
        "asOf=20260120,                       asOf must be a date such as 2026-01-31.",
        "asOf=0000-01-01,                     asOf must be a date from 0001-01-01 to 9999-12-31.",
        "knownAt=1798761600000,               with its offset from UTC",
        "knownAt=2026-01-20,                  with its offset from UTC",
        "knownAt=2026-01-20T12:00:00,         with its offset from UTC",
        "knownAt=2026-01-20T12:00:00+01:00,   any + in it is written as %2B",
        "knownAt=2023-02-29T12:00:00Z,        2023-02-29 is not a day",
        "atLeastVersion=x,                    atLeastVersion must be a version",
        "asof=2026-01-20,                     'Those that exist: asOf, knownAt, atLeastVersion.'",
        "asOf=2026-01-20&asOf=2026-01-21,     asOf is there twice",
    })
    void a_parameter_in_another_form_is_told_the_form_that_it_has(String query, String detail) {
        Answer refused = service.get("/v1/accounts/%s/balance?%s".formatted(UUID.randomUUID(), query));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("/problems/malformed");
        assertThat(refused.text("detail")).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/accounts/1-1-1-1-1", "/v1/approvals?accountId=1-1-1-1-1"})
    void an_account_is_named_by_a_whole_uuid(String path) {
        Answer refused = service.get(path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith("accountId must be a UUID such as");
        assertThat(service.get("/v1/approvals?accountId=").status()).isEqualTo(200);
    }

    @Test
    void a_statement_tells_what_was_taken_back_and_a_report_which_limits_that_breached() {
        UUID account = anAccount("Rita");
        aLine(account, 2, "100", "100", "2026-01-10");
        aLine(account, 3, "-100", "-100", "2026-01-10");
        service.write("balances", """
                update transactions reversal
                set    reverses = original.event_id, limit_breached = true, type = 'TransactionReversed'
                from   transactions original
                where  original.account_id = '%1$s' and original.version = 2
                and    reversal.account_id = '%1$s' and reversal.version = 3;

                update transactions original
                set    reversed_by = reversal.event_id
                from   transactions reversal
                where  original.account_id = '%1$s' and original.version = 2
                and    reversal.account_id = '%1$s' and reversal.version = 3;

                insert into limit_breaches (position, account_id, transaction_version, event_id, first_day, balance,
                                            overdraft_limit, recorded_at, reason, actor)
                values (4, '%1$s', 3, gen_random_uuid(), '2026-01-10', -100, 50, now(), 'booked twice', 'teller-2')
                """.formatted(account));

        Answer statement = service.get("/v1/accounts/%s/transactions".formatted(account));
        List<String> eventIds = statement.items("eventId");
        assertThat(statement.items("reversedBy")).containsExactly(eventIds.get(1), "");
        assertThat(statement.items("reverses")).containsExactly("", eventIds.get(0));
        assertThat(statement.items("limitBreached")).containsExactly("", "true");
        Answer breaches = service.get("/v1/limit-breaches?accountId=" + account);
        assertThat(breaches.items("eventId")).containsExactly(eventIds.get(1));
        assertThat(breaches.items("type")).containsExactly("TransactionReversed");
        assertThat(breaches.items("balance")).containsExactly("-100.00");
        assertThat(service.get("/v1/limit-breaches").items("accountId")).contains(account.toString());
    }

    private void anApproval(UUID account, int position) {
        service.write("balances", """
                insert into approvals (approval_id, account_id, position, status, subject, kind, fields, amount, currency,
                                       reason, requested_by, requested_at)
                values (gen_random_uuid(), '%s', %d, 'PENDING', 'ACCOUNT', 'withdrawal', '{"amount":"20000.00"}', 20000, 'EUR', 'rent', 'teller-1', now())
                """.formatted(account, position));
    }

    @Test
    void what_waits_for_a_second_person_comes_page_by_page_newest_first() {
        UUID account = anAccount("Paula");
        for (int position = 1; position <= 5; position++) {
            anApproval(account, position);
        }
        service.write("balances", """
                update approvals
                set    status = 'REJECTED', decision_event_id = gen_random_uuid(), decision_reason = 'too much',
                       decided_by = 'teller-2', decided_at = now()
                where  account_id = '%s'
                and    position = 2
                """.formatted(account));

        List<String> positions = new ArrayList<>();
        String path = "/v1/approvals?status=pending&limit=2&accountId=" + account;
        String cursor = "";
        do {
            Answer page = service.get(path + cursor);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            positions.addAll(page.items("position"));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
        } while (!cursor.isEmpty());

        assertThat(positions).containsExactly("5", "4", "3", "1");
        Answer rejected = service.get("/v1/approvals?status=REJECTED&accountId=" + account);
        String approval = rejected.items("approvalId").getFirst();
        Answer one = service.get("/v1/approvals/%s?accountId=%s&atLeastVersion=3".formatted(approval, account));
        assertThat(one.text("status")).isEqualTo("REJECTED");
        assertThat(one.text("requestedBy")).isEqualTo("teller-1");
        assertThat(one.text("kind")).isEqualTo("withdrawal");
        assertThat(one.body().path("fields").path("amount").asString()).isEqualTo("20000.00");
        assertThat(one.body().path("decision").path("decidedBy").asString()).isEqualTo("teller-2");
        assertThat(one.body().path("decision").path("reason").asString()).isEqualTo("too much");
    }

    @Test
    void an_action_on_what_is_no_account_has_none_and_is_listed_with_the_others() {
        UUID approval = UUID.randomUUID();
        service.write("balances", """
                insert into approvals (approval_id, position, status, subject, kind, fields, requested_by, requested_at,
                                       expires_at)
                values ('%s', 9000000, 'PENDING', 'IMPORT', 'import', '{"lines":"40","sum.EUR":"7.00"}', 'teller-1',
                        now(), now())
                """.formatted(approval));

        assertThat(service.get("/v1/approvals?limit=1").items("approvalId")).containsExactly(approval.toString());
        Answer one = service.get("/v1/approvals/" + approval);
        assertThat(one.text("subject")).isEqualTo("IMPORT");
        assertThat(one.body().path("fields").path("sum.EUR").asString()).isEqualTo("7.00");
        assertThat(one.body().has("accountId")).isFalse();
        assertThat(one.body().has("amount")).isFalse();
    }

    @Test
    void an_approval_that_is_not_there_yet_is_waited_for_by_its_accounts_version_or_not_found() {
        UUID account = anAccount("Peter");
        UUID approval = UUID.randomUUID();

        assertThat(service.get("/v1/approvals/" + approval).text("type")).isEqualTo("/problems/unknown-approval");
        assertThat(service.get("/v1/approvals/%s?accountId=%s&atLeastVersion=4".formatted(approval, account))
                        .text("type"))
                .isEqualTo("/problems/not-yet");
    }

    @Test
    void a_customer_is_told_what_is_held_until_it_is_erased() {
        UUID account = anAccount("Plain Name");
        String customer = "customer-" + account;
        PersonalDataCipher.Encryptor encryptor = service.cipher().encryptorFor(customer);
        service.write("balances", """
                update accounts set customer_id = '%s' where account_id = '%2$s';
                update holders
                set name = '%3$s', email = '%4$s', address = '%5$s'
                where account_id = '%2$s'
                """.formatted(
                        customer,
                        account,
                        encryptor.encrypt("Lise Meitner"),
                        encryptor.encrypt("lise@example.org"),
                        encryptor.encrypt("Wien")));
        String path = "/v1/customers/%s/personal-data".formatted(customer);

        JsonNode held = service.get(path).body().path("accounts").path(0);
        assertThat(held.path("accountId").asString()).isEqualTo(account.toString());
        assertThat(held.path("holder").path("name").asString()).isEqualTo("Lise Meitner");
        assertThat(held.path("holder").path("email").asString()).isEqualTo("lise@example.org");
        assertThat(held.path("holder").path("address").asString()).isEqualTo("Wien");
        assertThat(service.get("/v1/accounts?customerId=" + customer)
                        .body()
                        .path("items")
                        .path(0)
                        .path("holder")
                        .path("name")
                        .asString())
                .isEqualTo("Lise Meitner");
        assertThat(service.as(TestServers.issuer().token("carl", "accounts:read", "customer-other"), path)
                        .status())
                .isEqualTo(403);

        service.forget(customer);

        await().untilAsserted(() -> assertThat(service.get("/v1/accounts/" + account)
                        .body()
                        .path("holder")
                        .path("withheld")
                        .asString())
                .isEqualTo("ERASED"));
        JsonNode holder = service.get(path).body().path("accounts").path(0).path("holder");
        assertThat(holder.has("name") || holder.has("email") || holder.has("address"))
                .isFalse();
        assertThat(service.get("/v1/accounts/" + account).text("balance")).isEqualTo("100.00");
        assertThat(service.get("/v1/customers/nobody/personal-data").status()).isEqualTo(404);
    }

    @Test
    void accounts_are_found_by_the_beginning_of_the_holders_name() {
        UUID found = anAccount("Grace_Hopper %");
        anAccount("Gracie");

        assertThat(service.get("/v1/accounts?holder=gRACE_h").items("accountId"))
                .containsExactly(found.toString());
        assertThat(service.get("/v1/accounts?holder=%25").items("accountId")).isEmpty();
        assertThat(service.get("/v1/accounts?holder=Grac&status=OPEN&productCode=CURRENT")
                        .items("accountId"))
                .hasSize(2);
    }

    @Test
    void auditors_read_every_event_with_who_why_and_what_it_did() {
        UUID account = UUID.randomUUID();
        service.write("audit", """
                insert into history (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                     effective_date, recorded_at, actor, reason, correlation_id, hash,
                                     balance_before, balance_after, currency)
                values (7, '%s', 1, gen_random_uuid(), 'AccountOpened', 2, '{"holder": {"name": "Ada"}}',
                        '2026-01-01', now(), 'teller-1', 'new customer', gen_random_uuid(),
                        decode(repeat('ab', 32), 'hex'), 0, 0, 'EUR')
                """.formatted(account));

        Answer history = service.get("/v1/accounts/%s/history?atLeastVersion=1".formatted(account));

        assertThat(history.items("actor")).containsExactly("teller-1");
        assertThat(history.items("hash")).containsExactly("ab".repeat(32));
        assertThat(history.body()
                        .path("items")
                        .path(0)
                        .path("payload")
                        .path("holder")
                        .path("name")
                        .asString())
                .isEqualTo("Ada");
    }

    @Test
    void auditors_read_the_newest_events_first_page_by_page_if_they_ask_for_that() {
        UUID account = UUID.randomUUID();
        service.write("audit", """
                insert into history (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                     effective_date, recorded_at, actor, correlation_id, hash)
                select 1000 + version, '%s', version, gen_random_uuid(), 'MoneyDeposited', 1, '{}',
                       '2026-01-01', now(), 'teller-' || mod(version, 2), gen_random_uuid(), decode(repeat('ab', 32), 'hex')
                from   generate_series(1, 5) version
                """.formatted(account));
        String path = "/v1/accounts/%s/history?order=desc&limit=2".formatted(account);

        Answer first = service.get(path);
        Answer second = service.get(path + "&cursor=" + first.text("nextCursor"));
        Answer third = service.get(path + "&cursor=" + second.text("nextCursor"));

        assertThat(first.items("version")).containsExactly("5", "4");
        assertThat(second.items("version")).containsExactly("3", "2");
        assertThat(third.items("version")).containsExactly("1");
        assertThat(third.body().has("nextCursor")).isFalse();
        assertThat(service.get(path + "&actor=teller-1").items("version")).containsExactly("5", "3");
        assertThat(service.get("/v1/accounts/%s/history?limit=2&cursor=%s".formatted(account, first.text("nextCursor")))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts/seven",
                "/v1/accounts/00000000-0000-4000-8000-000000000001?atLeastVersion=x",
                "/v1/accounts/00000000-0000-4000-8000-000000000001?atLeastVersion=-1",
                "/v1/accounts/00000000-0000-4000-8000-000000000001/balance?asOf=yesterday",
                "/v1/accounts/00000000-0000-4000-8000-000000000001/balance?knownAt=now",
                "/v1/accounts/00000000-0000-4000-8000-000000000001/transactions?limit=0",
                "/v1/accounts/00000000-0000-4000-8000-000000000001/transactions?limit=100000",
                "/v1/accounts/00000000-0000-4000-8000-000000000001/transactions?cursor=garbage",
                "/v1/accounts?status=HAPPY",
                "/v1/approvals?status=MAYBE",
                "/v1/approvals?atLeastVersion=3",
                "/v1/accounts?holder=%00",
            })
    void a_parameter_that_cannot_be_read_is_refused_with_what_is_expected(String path) {
        Answer answer = service.get(path);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("type")).startsWith("/problems/");
        assertThat(answer.text("detail")).isNotBlank();
    }

    @Test
    void a_path_that_is_not_listed_is_refused_with_a_problem_detail() {
        assertThat(service.get("/v1/nowhere").status()).isEqualTo(403);
        assertThat(service.get("/v1/nowhere").text("type")).isEqualTo("/problems/forbidden");
    }
}
