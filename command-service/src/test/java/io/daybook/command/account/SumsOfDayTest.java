package io.daybook.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.testsupport.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sums of a day, of a person and of an account, over real HTTP and Postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SumsOfDayTest {

    private static final int DONE = 201;
    private static final int WAITS = 202;

    private final CommandService service = CommandService.on(
            CommandService.freshLog(),
            "daybook.relay.enabled=false",
            "daybook.four-eyes.thresholds.EUR=1000.00",
            "daybook.four-eyes.per-account-day.EUR=1500.00",
            "daybook.four-eyes.per-person-day.EUR=2500.00");

    @AfterAll
    void stop() {
        service.close();
    }

    private static String somebody() {
        return "teller-" + UUID.randomUUID();
    }

    private Answer payIn(String person, UUID account, String amount, String key) {
        return service.post(
                "/v1/accounts/%s/deposits".formatted(account),
                "{\"amount\": \"%s\"}".formatted(amount),
                "Authorization",
                CommandService.as(person),
                "Idempotency-Key",
                key);
    }

    private int statusOf(String person, UUID account, String amount) {
        return payIn(person, account, amount, UUID.randomUUID().toString()).status();
    }

    @Test
    void what_one_person_moves_on_many_accounts_waits_once_the_sum_is_above_the_threshold() {
        String person = somebody();

        assertThat(statusOf(person, service.anAccount(), "1000.00")).isEqualTo(DONE);
        assertThat(statusOf(person, service.anAccount(), "1000.00")).isEqualTo(DONE);
        assertThat(statusOf(person, service.anAccount(), "500.01")).isEqualTo(WAITS);
        assertThat(statusOf(person, service.anAccount(), "500.00")).isEqualTo(DONE);
        assertThat(statusOf(person, service.anAccount(), "0.01")).isEqualTo(WAITS);
        assertThat(statusOf(somebody(), service.anAccount(), "1000.00")).isEqualTo(DONE);
    }

    @Test
    void what_several_persons_move_on_one_account_waits_once_the_sum_is_above_the_threshold() {
        UUID account = service.anAccount();

        assertThat(statusOf(somebody(), account, "900.00")).isEqualTo(DONE);
        assertThat(statusOf(somebody(), account, "600.01")).isEqualTo(WAITS);
        assertThat(statusOf(somebody(), account, "600.00")).isEqualTo(DONE);
        assertThat(statusOf(somebody(), service.anAccount(), "600.00")).isEqualTo(DONE);
    }

    @Test
    void of_many_acts_of_one_person_at_once_no_more_are_done_than_the_threshold_allows() {
        String person = somebody();
        List<UUID> accounts =
                IntStream.range(0, 16).mapToObj(number -> service.anAccount()).toList();

        List<Integer> statuses = accounts.parallelStream()
                .map(account -> statusOf(person, account, "500.00"))
                .toList();

        assertThat(statuses).containsOnly(DONE, WAITS);
        assertThat(statuses.stream().filter(status -> status == DONE)).hasSize(5);
    }

    @Test
    void what_a_second_person_agrees_to_does_not_count_for_the_first() {
        String person = somebody();
        UUID account = service.anAccount();
        Answer waiting = payIn(person, account, "1400.00", "agreed-" + account);
        assertThat(waiting.status()).isEqualTo(WAITS);

        Answer approved = service.post(
                "/v1/approvals/%s/approve".formatted(waiting.text("approvalId")),
                "{}",
                "Authorization",
                CommandService.as(somebody()));

        assertThat(approved.status()).isEqualTo(DONE);
        assertThat(statusOf(person, account, "1000.00")).isEqualTo(DONE);
        assertThat(statusOf(person, account, "500.00")).isEqualTo(DONE);
        assertThat(statusOf(person, account, "0.01")).isEqualTo(WAITS);
    }

    @Test
    void a_command_that_is_sent_again_counts_once() {
        String person = somebody();
        UUID account = service.anAccount();
        String key = UUID.randomUUID().toString();

        for (int i = 0; i < 3; i++) {
            assertThat(payIn(person, account, "700.00", key).status()).isEqualTo(DONE);
        }

        assertThat(statusOf(person, account, "800.00")).isEqualTo(DONE);
    }

    @Test
    void a_refused_act_does_not_count() {
        String person = somebody();
        UUID account = service.anAccount();

        Answer refused = service.post(
                "/v1/accounts/%s/withdrawals".formatted(account),
                "{\"amount\": \"1000.00\"}",
                "Authorization",
                CommandService.as(person));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(statusOf(person, account, "1000.00")).isEqualTo(DONE);
        assertThat(statusOf(person, account, "500.00")).isEqualTo(DONE);
    }
}
