package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testsupport.Answer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an account costs to ask about does not grow with its age. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostOfThePastTest {

    private static final Logger LOG = LoggerFactory.getLogger(CostOfThePastTest.class);

    private static final int FEW = 100;
    private static final int MANY = 1_000_000;
    private static final int LINES_A_DAY = 100;
    private static final LocalDate FIRST_DAY = LocalDate.parse("1995-01-01");

    private static final int WARM_UP = 300;
    private static final int ASKED = 500;

    /** A look-up in a deeper index touches a page or two more; reading the lines would take hundreds of times as long. */
    private static final double RATIO_MAX = 2;

    private final QueryService service = new QueryService("daybook.groups=balances");
    private final UUID young = UUID.randomUUID();
    private final UUID old = UUID.randomUUID();

    @BeforeAll
    void fill() {
        fill(young, FEW);
        fill(old, MANY);
        service.write("balances", "vacuum analyze");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** One euro comes in with every line; each line is recorded a second after the one before. */
    private void fill(UUID account, int lines) {
        service.write("balances", """
                insert into accounts (account_id, currency, status, balance, held, overdraft_limit,
                                      latest_date, version, position, opened_at, updated_at)
                values ('%1$s', 'EUR', 'OPEN', %2$d, 0, 0, date '%3$s' + (%2$d - 1) / %4$d, %2$d + 1, 0, now(), now());

                insert into transactions (account_id, version, event_id, position, type, amount, balance, day_balance,
                                          effective_date, latest_date, recorded_at, actor)
                select '%1$s', n + 1, gen_random_uuid(), n, 'MoneyDeposited', 1, n, n,
                       date '%3$s' + (n - 1) / %4$d, date '%3$s' + (n - 1) / %4$d,
                       timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second', 'teller-1'
                from generate_series(1, %2$d) n;

                insert into account_days (account_id, effective_date, first_version)
                select '%1$s', date '%3$s' + day, day * %4$d + 2
                from generate_series(0, (%2$d - 1) / %4$d) day
                """.formatted(account, lines, FIRST_DAY, LINES_A_DAY));
    }

    private String asOfHalfTime(UUID account, int lines) {
        LocalDate asOf = FIRST_DAY.plusDays(lines / LINES_A_DAY / 2);
        return "/v1/accounts/%s/balance?asOf=%s&knownAt=2026-01-01T23:59:59Z".formatted(account, asOf);
    }

    private long nanos(String path) {
        long begin = System.nanoTime();
        Answer answer = service.get(path);
        long nanos = System.nanoTime() - begin;
        assertThat(answer.status()).isEqualTo(200);
        return nanos;
    }

    private static double medianMicros(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e3;
    }

    /** Both are asked in turn, so that whatever else the machine does is in both. */
    private void assertAsFast(String what, String onTheYoung, String onTheOld) {
        long[] young = new long[ASKED];
        long[] old = new long[ASKED];
        for (int i = -WARM_UP; i < ASKED; i++) {
            long youngNanos = nanos(onTheYoung);
            long oldNanos = nanos(onTheOld);
            if (i >= 0) {
                young[i] = youngNanos;
                old[i] = oldNanos;
            }
        }
        double ratio = medianMicros(old) / medianMicros(young);
        LOG.atInfo()
                .addKeyValue("youngMicros", medianMicros(young))
                .addKeyValue("oldMicros", medianMicros(old))
                .log("{}: {} times as long on a million lines as on a hundred", what, ratio);
        assertThat(ratio).as(what).isLessThan(RATIO_MAX);
    }

    @Test
    void a_past_balance_costs_the_same_on_an_account_with_a_million_lines_as_on_one_with_a_hundred() {
        assertThat(service.get("/v1/accounts/%s/balance?asOf=%s".formatted(old, FIRST_DAY.plusDays(5_000)))
                        .text("balance"))
                .isEqualTo("500100.00");

        assertAsFast("a past balance", asOfHalfTime(young, FEW), asOfHalfTime(old, MANY));
    }

    @Test
    void a_page_of_the_statement_costs_the_same_on_an_account_with_a_million_lines_as_on_one_with_a_hundred() {
        assertAsFast(
                "a page by booking",
                "/v1/accounts/%s/transactions?limit=20&order=desc".formatted(young),
                "/v1/accounts/%s/transactions?limit=20&order=desc".formatted(old));
        assertAsFast(
                "a page by value date",
                "/v1/accounts/%s/transactions?by=value&limit=20&from=%s".formatted(young, FIRST_DAY),
                "/v1/accounts/%s/transactions?by=value&limit=20&from=%s".formatted(old, FIRST_DAY.plusDays(5_000)));
    }
}
