package io.daybook.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue.QueuedCommands;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Sums.Add;
import io.daybook.telemetry.TelemetryAutoConfiguration;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Commands are handed in and appended in batches, and the queue is closed, in every order in which threads can meet in it.
 * Whatever the order: what was taken is answered, with what was appended, once; what was not taken was told so because the
 * queue was full; and nobody is left waiting.
 */
class CommandQueueTest {

    private static final int CAPACITY = 2;
    private static final int BATCH_MAX = 2;
    private static final int FAULTY = 13;
    private static final LogProperties PROPERTIES =
            new LogProperties(ZoneOffset.UTC, CAPACITY, BATCH_MAX, Duration.ofSeconds(15), 1, 2, 1, false);
    private static final LogMetrics METRICS = new LogMetrics(new SimpleMeterRegistry());
    private static final Traces TRACES = traces();

    private static Traces traces() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(Tracer.class, () -> Tracer.NOOP);
            context.registerBean(Propagator.class, () -> Propagator.NOOP);
            context.register(TelemetryAutoConfiguration.class);
            context.refresh();
            return context.getBean(Traces.class);
        }
    }

    /** Faults are played thousands of times, and each would be logged. */
    @BeforeAll
    static void beQuiet() {
        logAt(LogLevel.OFF);
    }

    @AfterAll
    static void beAsBefore() {
        logAt(null);
    }

    private static void logAt(@Nullable LogLevel level) {
        LoggingSystem.get(CommandQueueTest.class.getClassLoader()).setLogLevel(CommandQueue.class.getName(), level);
    }

    @Test
    void every_command_is_answered_once_in_whatever_order_clients_the_appender_and_the_end_meet() {
        int orders =
                inEveryOrder(Shared::new, play -> play.handsIn(1).handsIn(1, 1).handsIn(1));

        assertThat(orders).isGreaterThan(1_000);
    }

    @Test
    void every_command_is_answered_once_also_when_the_log_fails_in_between() {
        int orders = inEveryOrder(
                Shared::new, play -> play.failing().handsIn(1).handsIn(1).handsIn(1, 1));

        assertThat(orders).isGreaterThan(1_000);
    }

    @Test
    void every_command_is_answered_once_also_beside_those_that_cannot_be_decided() {
        int orders = inEveryOrder(
                Shared::new, play -> play.handsIn(FAULTY).handsIn(1).handsIn(1, FAULTY));

        assertThat(orders).isGreaterThan(1_000);
    }

    @Test
    void a_queue_that_takes_more_than_it_has_room_for_is_found_out() {
        assertIsFoundOut(Overfull::new, "no more wait than may");
    }

    @Test
    void a_queue_that_loses_a_command_when_two_come_at_once_is_found_out() {
        assertIsFoundOut(Torn::new, "answered");
    }

    @Test
    void a_queue_that_nobody_empties_at_the_end_is_found_out() {
        assertIsFoundOut(LeftFull::new, "answered");
    }

    private static void assertIsFoundOut(Function<Turns, Shared> broken, String as) {
        assertThatThrownBy(() ->
                        inEveryOrder(broken, play -> play.handsIn(1).handsIn(1).handsIn(1)))
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining(as);
    }

    private static int inEveryOrder(Function<Turns, Shared> shared, Consumer<Play> cast) {
        return Turns.inEveryOrder(turns -> {
            var play = new Play(turns, shared.apply(turns));
            cast.accept(play);
            turns.run();
            play.assertAllAnswered();
        });
    }

    /** What clients hand in, what the log does, and what came of it. */
    private static final class Play {

        private final Turns turns;
        private final CommandQueue queue;
        private final Map<UUID, Integer> appended = new HashMap<>();
        private final Map<List<CommandEnvelope>, CompletableFuture<List<Outcome>>> taken = new LinkedHashMap<>();
        private final List<CommandEnvelope> rejected = new ArrayList<>();
        private long envelopes;
        private boolean isFailing;

        Play(Turns turns, Shared shared) {
            this.turns = turns;
            this.queue = new CommandQueue(this::append, PROPERTIES, METRICS, TRACES, shared);
            shared.isOpen = queue::isRunning;
            queue.open();
            turns.add("appender", queue::work);
            turns.add("end", queue::close);
        }

        /** The log fails once. */
        Play failing() {
            isFailing = true;
            return this;
        }

        /** A client hands in a command, or several as a group. */
        Play handsIn(int... cents) {
            var group = new ArrayList<CommandEnvelope>();
            for (int each : cents) {
                group.add(new CommandEnvelope(
                        new Add(new UUID(0, 0), each),
                        new UUID(0, ++envelopes),
                        new Origin("somebody", null, null, null),
                        null,
                        OptionalLong.empty()));
            }
            turns.add("client", () -> enqueue(group));
            return this;
        }

        private void enqueue(List<CommandEnvelope> group) {
            try {
                taken.put(group, queue.enqueue(group, group.size() > 1));
            } catch (CommandQueueFullException e) {
                rejected.addAll(group);
            }
        }

        private List<Outcome> append(List<CommandEnvelope> batch) throws SQLException {
            assertThat(batch).as("a batch").hasSizeBetween(1, BATCH_MAX);
            turns.point();
            if (isFailing) {
                isFailing = false;
                throw new SQLException("The log is away.");
            }
            if (batch.stream().anyMatch(Play::isFaulty)) {
                throw new IllegalStateException("A fault.");
            }
            return batch.stream().map(this::append).toList();
        }

        private Outcome append(CommandEnvelope one) {
            appended.merge(one.operationId(), 1, Integer::sum);
            return new Appended(new UUID(0, 0), 1, 1, List.of(), "MoneyDeposited", one.operationId(), false);
        }

        private static boolean isFaulty(CommandEnvelope one) {
            return one.command() instanceof Add add && add.cents() == FAULTY;
        }

        void assertAllAnswered() {
            rejected.forEach(one -> assertThat(times(one)).as("not taken").isZero());
            taken.forEach((group, outcomes) -> {
                assertThat(outcomes).as("answered").isDone();
                for (int i = 0; i < group.size(); i++) {
                    boolean isToldSo = !outcomes.isCompletedExceptionally()
                            && outcomes.join().get(i) instanceof Appended told
                            && told.operationId().equals(group.get(i).operationId());
                    assertThat(times(group.get(i))).as("answered").isEqualTo(isToldSo ? 1 : 0);
                }
            });
        }

        private int times(CommandEnvelope one) {
            return appended.getOrDefault(one.operationId(), 0);
        }
    }

    /** A queue in which threads take turns before and after whatever they do. */
    private static class Shared extends ArrayBlockingQueue<QueuedCommands> {

        private static final long serialVersionUID = 1L;

        final transient Turns turns;
        private transient BooleanSupplier isOpen = () -> true;

        Shared(Turns turns) {
            this(turns, CAPACITY);
        }

        Shared(Turns turns, int room) {
            super(room);
            this.turns = turns;
        }

        @Override
        public boolean offer(QueuedCommands waiting) {
            turns.point();
            boolean isTaken = super.offer(waiting);
            assertThat(isTaken || size() >= CAPACITY)
                    .as("turned away only if full")
                    .isTrue();
            assertThat(size()).as("no more wait than may").isLessThanOrEqualTo(CAPACITY);
            turns.point();
            return isTaken;
        }

        /** A time that runs out while nothing happens changes nothing; so it runs out at the end only. */
        @Override
        public @Nullable QueuedCommands poll(long time, TimeUnit unit) {
            turns.until(() -> size() > 0 || !isOpen.getAsBoolean());
            QueuedCommands first = super.poll();
            turns.point();
            return first;
        }

        @Override
        public @Nullable QueuedCommands poll() {
            turns.point();
            QueuedCommands first = super.poll();
            turns.point();
            return first;
        }

        @Override
        public boolean isEmpty() {
            turns.point();
            boolean isEmpty = size() == 0;
            turns.point();
            return isEmpty;
        }
    }

    /** Looks whether there is room, and does not look again when it uses it. */
    private static final class Overfull extends Shared {

        private static final long serialVersionUID = 1L;

        Overfull(Turns turns) {
            super(turns, 2 * CAPACITY);
        }

        @Override
        public boolean offer(QueuedCommands waiting) {
            return size() < CAPACITY && super.offer(waiting);
        }
    }

    /** Has one place through which all that comes has to go. */
    private static final class Torn extends Shared {

        private static final long serialVersionUID = 1L;

        private transient @Nullable QueuedCommands coming;

        Torn(Turns turns) {
            super(turns);
        }

        @Override
        public boolean offer(QueuedCommands waiting) {
            coming = waiting;
            turns.point();
            return coming != null && super.offer(coming);
        }
    }

    /** Nothing is found in it but by who waits for it. */
    private static final class LeftFull extends Shared {

        private static final long serialVersionUID = 1L;

        LeftFull(Turns turns) {
            super(turns);
        }

        @Override
        public @Nullable QueuedCommands poll() {
            return null;
        }
    }
}
