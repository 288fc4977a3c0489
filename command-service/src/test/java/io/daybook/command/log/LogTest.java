package io.daybook.command.log;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.account.domain.Amount;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.log.CommandEnvelope.EarlierForm;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.events.EventRow;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.Answer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two services share one log. Other services come and go beside them where other settings are looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogTest {

    private static final String NO_RELAY = "daybook.relay.enabled=false";

    private final String logUrl = CommandService.freshLog();
    private final CommandService one = CommandService.on(logUrl, NO_RELAY, "daybook.log.snapshot-every=5");
    private final CommandService other = CommandService.on(logUrl, NO_RELAY, "daybook.log.snapshot-every=5");

    @AfterAll
    void stop() {
        other.close();
        one.close();
    }

    @Test
    void two_services_share_one_log_and_decide_on_the_same_accounts_at_once() throws Exception {
        long before = end();
        List<UUID> accounts = List.of(one.anAccount(), other.anAccount(), one.anAccount());
        accounts.forEach(
                account -> one.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"100.00\"}"));

        int accepted = withdrawFromEverywhere(List.of(one, other), accounts);

        assertThat(accepted).isEqualTo(300);
        assertThat(positionsAfter(before)).containsExactlyElementsOf(nextPositions(before, 306));
        assertThat(numbers("""
                select count(*)
                from events
                group by stream_id
                having max(stream_version) <> count(*)
                """)).isEmpty();
        accounts.forEach(account -> assertThat(other.post("/v1/accounts/%s/close".formatted(account), "")
                        .status())
                .isEqualTo(201));
    }

    /** 2 services × 3 accounts × 60 withdrawals of 1.00 from balances of 100.00: 300 of the 360 can be paid. */
    private static int withdrawFromEverywhere(List<CommandService> services, List<UUID> accounts) throws Exception {
        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 60; i++) {
                for (CommandService service : services) {
                    for (UUID account : accounts) {
                        statuses.add(clients.submit(() -> service.post(
                                        "/v1/accounts/%s/withdrawals".formatted(account), "{\"amount\": \"1.00\"}")
                                .status()));
                    }
                }
            }
        }
        int accepted = 0;
        for (Future<Integer> status : statuses) {
            assertThat(status.get()).isIn(201, 422);
            accepted += status.get() == 201 ? 1 : 0;
        }
        return accepted;
    }

    @Test
    void a_key_used_at_two_services_at_once_counts_once() throws Exception {
        long before = end();
        String path = "/v1/accounts/%s/deposits".formatted(one.anAccount());
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 50; i++) {
                CommandService service = i % 2 == 0 ? one : other;
                answers.add(clients.submit(
                        () -> service.post(path, "{\"amount\": \"1.00\"}", "Idempotency-Key", "only-once")));
            }
        }

        Answer first = answers.getFirst().get();
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(201);
            assertThat(answer.get().body()).isEqualTo(first.body());
        }
        assertThat(positionsAfter(before)).hasSize(2);
    }

    @Test
    void a_service_that_starts_later_knows_what_was_decided_before_from_snapshot_and_tail() {
        UUID account = one.anAccount();
        for (int i = 0; i < 12; i++) {
            one.post(
                    "/v1/accounts/%s/deposits".formatted(account),
                    "{\"amount\": \"1.00\", \"effectiveDate\": \"2026-01-%02d\"}".formatted(12 - i));
        }
        one.post("/v1/accounts/%s/holds".formatted(account), "{\"amount\": \"2.00\"}");

        try (CommandService later = CommandService.on(logUrl, NO_RELAY)) {
            String path = "/v1/accounts/%s/withdrawals".formatted(account);
            assertThat(later.post(path, "{\"amount\": \"10.01\"}").status()).isEqualTo(422);
            assertThat(later.post(path, "{\"amount\": \"4.00\", \"effectiveDate\": \"2026-01-03\"}")
                            .body()
                            .path("detail")
                            .asString())
                    .contains("2026-01-03");
            assertThat(later.post(path, "{\"amount\": \"10.00\"}")
                            .body()
                            .path("version")
                            .asLong())
                    .isEqualTo(15);
        }
    }

    @Test
    void every_event_is_chained_to_the_one_before() throws SQLException {
        UUID account = one.anAccount();
        one.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\", \"reason\": \"Ω\"}");

        Hash previous = Hash.NONE;
        for (RecordedEvent event : events()) {
            assertThat(event.hash()).isEqualTo(HashChain.next(previous, event));
            previous = event.hash();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update events set actor = 'nobody'", "delete from events", "truncate events"})
    void nobody_changes_the_log_not_even_its_owner(String tampering) throws SQLException {
        one.anAccount();

        for (String role : List.of(Databases.COMMAND, Databases.LOG_OWNER)) {
            try (Connection connection = DriverManager.getConnection(logUrl, role, role);
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(tampering)).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void a_full_queue_says_come_back_later() throws Exception {
        try (CommandService service =
                        CommandService.on(logUrl, NO_RELAY, "daybook.log.queue-capacity=1", "daybook.log.batch-max=1");
                Connection blocker = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                ExecutorService clients = Executors.newCachedThreadPool()) {
            String path = "/v1/accounts/%s/deposits".formatted(service.anAccount());
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select * from log_head for update");
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(clients.submit(() -> service.post(path, "{\"amount\": \"1.00\"}")));
            }
            await().atMost(4, SECONDS)
                    .until(() -> waiting.stream().filter(Future::isDone).count() >= 6);
            blocker.rollback();

            int busy = 0;
            for (Future<Answer> answer : waiting) {
                assertThat(answer.get().status()).isIn(201, 429);
                if (answer.get().status() == 429) {
                    busy++;
                    assertThat(answer.get().header("Retry-After")).isEqualTo("1");
                }
            }
            assertThat(busy).isBetween(6, 7);
        }
    }

    @Test
    void a_group_is_committed_together_and_a_command_that_cannot_be_decided_fails_alone() throws SQLException {
        try (CommandService service = CommandService.on(logUrl, NO_RELAY, "daybook.log.batch-max=5")) {
            long before = end();
            UUID account = service.anAccount();
            CommandQueue queue = service.bean(CommandQueue.class);
            CommandEnvelope deposit = envelope(new Deposit(account, new Amount(BigDecimal.ONE, null), null, null));
            CommandEnvelope faulty = envelope(new Faulty(account));

            List<Outcome> whole = queue.submitAll(List.of(deposit, deposit, deposit));
            List<Outcome> partly = queue.submitAll(List.of(deposit, deposit, faulty, deposit));
            List<Outcome> alone = queue.submitAll(List.of(faulty));

            assertThat(whole).hasSize(3).allMatch(Appended.class::isInstance);
            assertThat(numbers("select count(distinct recorded_at) from events where position between %d and %d"
                            .formatted(before + 2, before + 4)))
                    .containsExactly(1L);
            assertThat(partly)
                    .extracting(Object::getClass)
                    .containsExactly(Appended.class, Appended.class, Failed.class, Appended.class);
            assertThat(alone).singleElement().isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.code())
                    .isEqualTo("internal"));
            assertThat(positionsAfter(before)).containsExactlyElementsOf(nextPositions(before, 7));
            assertThatThrownBy(() -> queue.submit(faulty)).hasMessage("A fault.");
            assertThatThrownBy(() -> queue.submitAll(Collections.nCopies(6, deposit)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_refusal_need_not_be_remembered() {
        UUID account = one.anAccount();
        CommandQueue queue = one.bean(CommandQueue.class);
        var key = new Idempotency("refused-once", Fingerprint.of(new byte[] {1}), false, null);
        CommandEnvelope withdraw = envelope(new Withdraw(account, new Amount(BigDecimal.ONE, null), null, null), key);
        CommandEnvelope deposit = envelope(new Deposit(account, new Amount(BigDecimal.TEN, null), null, null));

        List<Outcome> outcomes = queue.submitAll(List.of(withdraw, deposit, withdraw, withdraw));
        Outcome later = queue.submit(withdraw);

        assertThat(outcomes.get(0)).isInstanceOf(Refused.class);
        assertThat(outcomes.get(2)).isInstanceOfSatisfying(Appended.class, appended -> assertThat(appended.isRepeated())
                .isFalse());
        assertThat(outcomes.get(3)).isInstanceOfSatisfying(Appended.class, appended -> assertThat(appended.isRepeated())
                .isTrue());
        assertThat(later).isEqualTo(outcomes.get(3));
    }

    @Test
    void an_answer_in_the_earlier_form_is_its_actors_among_all_who_send_the_key_at_once() throws SQLException {
        UUID account = one.anAccount();
        CommandQueue queue = one.bean(CommandQueue.class);
        Deposit deposit = new Deposit(account, new Amount(BigDecimal.ONE, null), null, null);
        Outcome before = queue.submit(sent(deposit, "ada", null));
        UUID event = ((Appended) before).eventIds().getFirst();
        new EarlierAnswers(logUrl).accepted("once", event, "one");

        List<Outcome> outcomes = queue.submitAll(
                List.of(sent(deposit, "eve", "once"), sent(deposit, "ada", "once"), sent(deposit, "eve", "once")));

        assertThat(outcomes).map(outcome -> ((Appended) outcome).isRepeated()).containsExactly(false, true, true);
        assertThat(((Appended) outcomes.get(1)).eventIds()).containsExactly(event);
        assertThat(((Appended) outcomes.get(2)).eventIds()).isEqualTo(((Appended) outcomes.get(0)).eventIds());
    }

    private static CommandEnvelope sent(Command command, String actor, @Nullable String key) {
        Fingerprint one = Fingerprint.of("one".getBytes(StandardCharsets.UTF_8));
        var idempotency = key == null
                ? null
                : new Idempotency(
                        StoredKey.of(key, List.of("staff", actor)),
                        one,
                        true,
                        new EarlierForm(key, one, EarlierForm.Owner.ACTOR));
        return new CommandEnvelope(
                command, UUID.randomUUID(), new Origin(actor, null, null, null), idempotency, OptionalLong.empty());
    }

    private static CommandEnvelope envelope(Command command) {
        return envelope(command, null);
    }

    private static CommandEnvelope envelope(Command command, @Nullable Idempotency idempotency) {
        return new CommandEnvelope(
                command, UUID.randomUUID(), new Origin("tester", null, null, null), idempotency, OptionalLong.empty());
    }

    /** A command with a fault in its program. */
    private record Faulty(UUID account) implements Command {
        @Override
        public List<UUID> streams() {
            return List.of(account);
        }

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            throw new IllegalStateException("A fault.");
        }
    }

    /** The position of the last event. */
    private long end() throws SQLException {
        return numbers("select position from log_head").getFirst();
    }

    private List<Long> positionsAfter(long end) throws SQLException {
        return numbers("select position from events where position > %d order by position".formatted(end));
    }

    private static List<Long> nextPositions(long end, int count) {
        return LongStream.rangeClosed(end + 1, end + count).boxed().toList();
    }

    private List<Long> numbers(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    private List<RecordedEvent> events() throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from events order by position")) {
            var events = new ArrayList<RecordedEvent>();
            while (row.next()) {
                events.add(EventRow.read(row));
            }
            return events;
        }
    }
}
