package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.command.log.EarlierAnswers;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.sql.SQLException;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyKeysTest {

    private static final String TRANSFERS = "/v1/transfers";
    private static final String FIVE = "{\"amount\": \"5.00\"}";
    private static final String SIX = "{\"amount\": \"6.00\"}";

    /** The body of a deposit of 5.00 as the version before understood it, field by field. */
    private static final String FIVE_UNDERSTOOD = """
            {"amount":"5.00","currency":null,"effectiveDate":null,"reference":null,"reason":null,"purpose":null}""";

    private static final String ANY_VERSION = "OptionalLong.empty";

    private final String logUrl = CommandService.freshLog();
    private final EarlierAnswers earlier = new EarlierAnswers(logUrl);
    private final CommandService service = CommandService.on(logUrl, "daybook.relay.enabled=false");

    private final String teller = CommandService.as("teller-1");
    private final String colleague = CommandService.as("teller-2");

    @AfterAll
    void stop() {
        service.close();
    }

    private static String customer(String subject, String customerId) {
        return "Bearer " + TestServers.issuer().token(subject, LocalIssuer.EVERY_SCOPE, customerId);
    }

    /** An account of a customer with 100.00 on it. */
    private UUID anAccountOf(String customerId) {
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "Ada"}, "currency": "EUR"}""".formatted(customerId));
        UUID account = UUID.fromString(opened.text("accountId"));
        assertDone(send(deposits(account), "{\"amount\": \"100.00\"}", teller, null));
        return account;
    }

    private static String transfer(UUID from, UUID to) {
        return """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "5.00"}""".formatted(from, to);
    }

    /** The same, as the version before understood it. */
    private static String transferUnderstood(UUID from, UUID to) {
        return """
                {"fromAccountId":"%s","toAccountId":"%s","amount":"5.00","currency":null,"effectiveDate":null,\
                "reference":null,"reason":null,"purpose":null}""".formatted(from, to);
    }

    private static String deposits(UUID account) {
        return "/v1/accounts/%s/deposits".formatted(account);
    }

    private Answer send(String path, String body, String authorization, @Nullable String key) {
        return key == null
                ? service.post(path, body, "Authorization", authorization)
                : service.post(path, body, "Authorization", authorization, "Idempotency-Key", key);
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    }

    private static void assertRepeated(Answer answer, Answer first) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(first.status());
        assertThat(answer.body()).isEqualTo(first.body());
        assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_tellers_key_that_looks_like_a_customers_swallows_nothing() {
        String rent = transfer(anAccountOf("customer-1"), service.anAccount());
        String mine = customer("ada", "customer-1");

        Answer tellers = send(TRANSFERS, rent, teller, "customer:customer-1:rent");
        Answer customers = send(TRANSFERS, rent, mine, "rent");

        assertDone(tellers);
        assertDone(customers);
        assertRepeated(send(TRANSFERS, rent, mine, "rent"), customers);
        assertRepeated(send(TRANSFERS, rent, teller, "customer:customer-1:rent"), tellers);
    }

    @Test
    void two_tellers_have_two_keys_of_one_name() {
        String path = deposits(service.anAccount());

        Answer first = send(path, FIVE, teller, "till");
        Answer second = send(path, FIVE, colleague, "till");
        Answer third = send(path, SIX, CommandService.as("teller-3"), "till");

        assertDone(first);
        assertDone(second);
        assertDone(third);
        assertRepeated(send(path, FIVE, colleague, "till"), second);
        assertThat(send(path, SIX, colleague, "till").problem()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void a_teller_and_a_customer_of_one_name_have_two_keys() {
        String rent = transfer(anAccountOf("customer-2"), service.anAccount());

        assertDone(send(TRANSFERS, rent, CommandService.as("grace"), "same"));
        assertDone(send(TRANSFERS, rent, customer("grace", "customer-2"), "same"));
    }

    @Test
    void names_that_run_into_one_another_are_told_apart() {
        UUID account = anAccountOf("a");
        UUID other = anAccountOf("a:b");

        assertDone(send(TRANSFERS, transfer(account, other), customer("x", "a"), "b:c"));
        assertDone(send(TRANSFERS, transfer(other, account), customer("x", "a:b"), "c"));
        assertDone(send(deposits(account), FIVE, CommandService.as("a staff"), "b"));
        assertDone(send(deposits(account), FIVE, CommandService.as("a"), "b staff"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "a:b:c",
                "100%",
                "%s%n",
                "a b",
                "'; drop table commands; --",
                "k staff teller-1",
                "import:s:1"
            })
    void any_printable_key_is_a_key(String key) {
        String path = deposits(service.anAccount());

        Answer first = send(path, FIVE, teller, key);

        assertDone(first);
        assertRepeated(send(path, FIVE, teller, key), first);
    }

    @Test
    void a_key_may_be_as_long_as_is_said_and_no_longer() {
        String rent = transfer(anAccountOf("c".repeat(64)), service.anAccount());
        String longest = "k".repeat(255);
        String sender = customer("s".repeat(255), "c".repeat(64));

        Answer first = send(TRANSFERS, rent, sender, longest);

        assertDone(first);
        assertRepeated(send(TRANSFERS, rent, sender, longest), first);
        assertDone(send(TRANSFERS, rent, sender, "k".repeat(254)));
        assertThat(send(TRANSFERS, rent, sender, longest + "k").status()).isEqualTo(400);
    }

    @Test
    void a_key_is_of_one_path_only() {
        UUID account = service.anAccount();
        send(deposits(account), FIVE, teller, "path");

        assertThat(send("/v1/accounts/%s/withdrawals".formatted(account), FIVE, teller, "path")
                        .problem())
                .isEqualTo("/problems/idempotency-key-reused");
        assertThat(send(deposits(service.anAccount()), FIVE, teller, "path").problem())
                .isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void a_refusal_that_is_repeated_says_so_and_one_for_the_key_itself_does_not() {
        String path = "/v1/accounts/%s/withdrawals".formatted(service.anAccount());

        Answer refused = send(path, FIVE, teller, "refused");

        assertThat(refused.problem()).isEqualTo("/problems/insufficient-funds");
        assertThat(refused.header("Idempotent-Replayed")).isEmpty();
        assertRepeated(send(path, FIVE, teller, "refused"), refused);
        assertThat(send(path, SIX, teller, "refused").header("Idempotent-Replayed"))
                .isEmpty();
        assertThat(send(path, FIVE, colleague, "refused").header("Idempotent-Replayed"))
                .isEmpty();
    }

    @Test
    void commands_to_products_and_customers_say_that_they_are_repeated_too() {
        String product = """
                {"code": "SAVER", "name": "Saver", "currency": "EUR"}""";
        service.post("/v1/accounts/%s/close".formatted(anAccountOf("customer-3")), "{}");

        assertThat(send("/v1/products", product, teller, "saver").header("Idempotent-Replayed"))
                .isEmpty();
        assertThat(send("/v1/products", product, teller, "saver").header("Idempotent-Replayed"))
                .isEqualTo("true");
        String path = "/v1/customers/customer-3/personal-data";
        assertThat(service.send("DELETE", path, "", "Idempotency-Key", "erase").header("Idempotent-Replayed"))
                .isEmpty();
        assertThat(service.send("DELETE", path, "", "Idempotency-Key", "erase").header("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void what_was_accepted_before_keys_had_senders_is_repeated_to_its_sender_and_to_nobody_else() throws SQLException {
        String path = deposits(service.anAccount());
        Answer before = send(path, FIVE, teller, null);
        earlier.accepted("old-1", event(before), "POST " + path, ANY_VERSION, FIVE_UNDERSTOOD);

        assertRepeated(send(path, FIVE, teller, "old-1"), before);
        assertThat(send(path, SIX, teller, "old-1").problem()).isEqualTo("/problems/idempotency-key-reused");
        assertDone(send(path, FIVE, colleague, "old-1"));
        assertRepeated(send(path, FIVE, teller, "old-1"), before);
    }

    @Test
    void what_a_customer_did_before_keys_had_senders_is_repeated_to_the_customer() throws SQLException {
        UUID account = anAccountOf("customer-4");
        UUID landlord = service.anAccount();
        String rent = transfer(account, landlord);
        String mine = customer("ada", "customer-4");
        Answer before = send(TRANSFERS, rent, mine, null);
        earlier.accepted(
                "customer:customer-4:old",
                event(before),
                "POST " + TRANSFERS,
                ANY_VERSION,
                transferUnderstood(account, landlord));

        assertRepeated(send(TRANSFERS, rent, mine, "old"), before);
        assertDone(send(TRANSFERS, rent, teller, "customer:customer-4:old"));
    }

    @Test
    void what_a_teller_did_under_a_customers_key_before_is_not_the_customers() throws SQLException {
        UUID account = anAccountOf("customer-5");
        UUID landlord = service.anAccount();
        String rent = transfer(account, landlord);
        Answer before = send(TRANSFERS, rent, teller, null);
        earlier.accepted(
                "customer:customer-5:old",
                event(before),
                "POST " + TRANSFERS,
                ANY_VERSION,
                transferUnderstood(account, landlord));

        assertDone(send(TRANSFERS, rent, customer("ada", "customer-5"), "old"));
        assertRepeated(send(TRANSFERS, rent, teller, "customer:customer-5:old"), before);
    }

    @Test
    void a_request_that_was_refused_before_keys_had_senders_stays_refused_and_others_are_decided() throws SQLException {
        UUID account = service.anAccount();
        String path = "/v1/accounts/%s/withdrawals".formatted(account);
        send(deposits(account), "{\"amount\": \"100.00\"}", teller, null);
        earlier.refused("old-no", """
                {"kind":"AGAINST_THE_RULES","code":"insufficient-funds","detail":"There was not enough."}""", "POST " + path, ANY_VERSION, FIVE_UNDERSTOOD);

        Answer again = send(path, FIVE, teller, "old-no");

        assertThat(again.problem()).isEqualTo("/problems/insufficient-funds");
        assertThat(again.text("detail")).isEqualTo("There was not enough.");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertDone(send(path, SIX, colleague, "old-no"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /v1/accounts | {\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\"} | `{\"accountId\":null,\"holder\":{\"customerId\":null,\"name\":\"Ada\",\"email\":null,\"address\":null},\"productCode\":null,\"currency\":\"EUR\",\"overdraftLimit\":null,\"reason\":null,\"purpose\":null}`",
                "POST | /v1/accounts/{id}/deposits | {\"amount\": \"1\", \"effectiveDate\": \"2026-01-31\"} | `{\"amount\":\"1\",\"currency\":null,\"effectiveDate\":\"2026-01-31\",\"reference\":null,\"reason\":null,\"purpose\":null}`",
                "POST | /v1/accounts/{id}/fees | {\"amount\": \"1\", \"reason\": \"May\"} | `{\"amount\":\"1\",\"currency\":null,\"effectiveDate\":null,\"reference\":null,\"reason\":\"May\",\"purpose\":null}`",
                "POST | /v1/accounts/{id}/holds | {\"amount\": \"1\", \"expiresAt\": \"{nextYear}-01-31T10:00:00Z\"} | `{\"amount\":\"1\",\"currency\":null,\"expiresAt\":\"{nextYear}-01-31T10:00:00Z\",\"reference\":null,\"reason\":null,\"purpose\":null}`",
                "PUT  | /v1/accounts/{id}/overdraft-limit | {\"overdraftLimit\": \"7\"} | `{\"overdraftLimit\":\"7\",\"currency\":null,\"reason\":null,\"purpose\":null}`",
                "POST | /v1/accounts/{id}/freeze | {\"purpose\": \"LAW\"} | `{\"reason\":null,\"purpose\":\"LAW\"}`",
                "POST | /v1/accounts/{id}/freeze | `` | ``",
                "POST | /v1/transfers | {\"fromAccountId\": \"{id}\", \"toAccountId\": \"{other}\", \"amount\": \"1\"} | `{\"fromAccountId\":\"{id}\",\"toAccountId\":\"{other}\",\"amount\":\"1\",\"currency\":null,\"effectiveDate\":null,\"reference\":null,\"reason\":null,\"purpose\":null}`",
            })
    void requests_of_every_kind_are_recognized_as_the_version_before_understood_them(
            String method, String path, String body, String understood) throws SQLException {
        UUID account = service.anAccount();
        UUID other = service.anAccount();
        assertDone(send(deposits(account), "{\"amount\": \"100.00\"}", teller, null));
        String at = path.replace("{id}", account.toString());
        String asked = filled(body, account, other);
        Answer before = service.send(method, at, asked, "Authorization", teller);
        assertDone(before);
        String key = "old-" + UUID.randomUUID();
        earlier.accepted(key, event(before), method + " " + at, ANY_VERSION, filled(understood, account, other));

        Answer again = service.send(method, at, asked, "Authorization", teller, "Idempotency-Key", key);

        assertThat(again.body().get("eventIds")).isEqualTo(before.body().get("eventIds"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    private static String filled(String text, UUID account, UUID other) {
        return text.replace("{id}", account.toString())
                .replace("{other}", other.toString())
                .replace("{nextYear}", Year.now(ZoneOffset.UTC).plusYears(1).toString());
    }

    private static UUID event(Answer answer) {
        return UUID.fromString(answer.body().get("eventIds").get(0).asString());
    }
}
