package io.daybook.query;

import static io.daybook.localstack.LocalIssuer.Role.TELLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** An account as it changes, over server-sent events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class StreamTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private final String teller = TestServers.issuer().token(TELLER);
    private QueryService service;

    @BeforeAll
    void start() {
        service = new QueryService(
                "daybook.groups=balances",
                "daybook.streams.max=20",
                "daybook.streams.of-one-caller-max=2",
                "daybook.streams.silence-max=200ms");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private UUID anAccount() {
        UUID id = UUID.randomUUID();
        service.write("balances", """
                insert into accounts (account_id, currency, status, balance, held, overdraft_limit, version, position,
                                      opened_at, updated_at)
                values ('%s', 'EUR', 'OPEN', 5, 0, 0, 1, 1, now(), now())
                """.formatted(id));
        return id;
    }

    private void pay(UUID account, int version, int balance) {
        service.write("balances", """
                update accounts
                set    balance = %d, version = %d
                where  account_id = '%s';

                notify balances
                """.formatted(balance, version, account));
    }

    private static String next(Iterator<String> lines, String beginning) {
        String line = lines.next();
        while (!line.startsWith(beginning)) {
            line = lines.next();
        }
        return line;
    }

    private static String path(UUID account) {
        return "/v1/accounts/%s/stream".formatted(account);
    }

    @Test
    void a_reader_is_told_the_account_at_once_and_again_with_every_new_version() {
        UUID account = anAccount();
        try (Stream<String> stream = service.lines(teller, path(account))) {
            Iterator<String> lines = stream.iterator();
            assertThat(next(lines, "id:")).isEqualTo("id: 1");
            assertThat(next(lines, "data:")).contains("\"balance\":\"5.00\"");

            pay(account, 2, 17);

            assertThat(next(lines, "id:")).isEqualTo("id: 2");
            assertThat(next(lines, "event:")).isEqualTo("event: account");
            assertThat(next(lines, "data:")).contains("\"balance\":\"17.00\"", "\"version\":2");
        }
    }

    @Test
    void a_stream_that_has_nothing_to_say_says_so_now_and_then() {
        try (Stream<String> stream = service.lines(teller, path(anAccount()))) {
            assertThat(next(stream.iterator(), ":")).isEqualTo(":");
        }
    }

    @Test
    void a_caller_has_only_so_many_streams_and_has_places_again_once_they_are_closed() {
        UUID account = anAccount();
        String greedy = TestServers.issuer().token("greedy", "accounts:read", null);
        try (Stream<String> one = service.lines(greedy, path(account));
                Stream<String> other = service.lines(greedy, path(account))) {
            Answer third = service.as(greedy, path(account));

            assertThat(third.status()).isEqualTo(429);
            assertThat(third.text("type")).isEqualTo("/problems/too-many-streams");
            assertThat(third.header("Retry-After")).isNotEmpty();
            assertThat(one.iterator().next()).isEqualTo("id: 1");
            assertThat(other.iterator().next()).isEqualTo("id: 1");
        }

        await().atMost(WAIT_MAX).ignoreException(IllegalStateException.class).untilAsserted(() -> {
            try (Stream<String> again = service.lines(greedy, path(account))) {
                assertThat(again.iterator().next()).isEqualTo("id: 1");
            }
        });
    }

    @Test
    void an_unknown_account_has_no_stream() {
        assertThat(service.as(teller, path(UUID.randomUUID())).text("type")).isEqualTo("/problems/unknown-account");
    }

    @Test
    void a_service_with_an_open_stream_stops_without_waiting_for_its_reader() {
        var stopped = new QueryService("daybook.groups=balances");
        UUID account = UUID.randomUUID();
        stopped.write("balances", """
                insert into accounts (account_id, currency, status, balance, held, overdraft_limit, version, position,
                                      opened_at, updated_at)
                values ('%s', 'EUR', 'OPEN', 5, 0, 0, 1, 1, now(), now())
                """.formatted(account));
        try (Stream<String> stream = stopped.lines(teller, path(account))) {
            Iterator<String> lines = stream.iterator();
            assertThat(lines.next()).isEqualTo("id: 1");
            long begun = System.nanoTime();

            stopped.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
    }
}
