package io.daybook.projector.engine.runner;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import io.daybook.projector.ProjectorService;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.parking.ParkedEventOperations;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.store.ViewStore;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.engine.verification.NotVerifiable;
import io.daybook.projector.engine.verification.VerificationOperations;
import io.daybook.telemetry.Traces;
import io.daybook.testsupport.RunningService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** What keeps a view going, whatever its store does. */
class ViewRunnerTest {

    private final ProjectorService projector = new ProjectorService();

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void a_view_whose_consumer_was_ended_by_a_want_of_memory_begins_again_at_its_checkpoint() {
        var store = new OutOfMemoryOnce();
        try (ViewRunner runner = runner(store)) {
            runner.start();
            projector.publish(projector.recorded(
                    UUID.randomUUID(),
                    new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")),
                    LocalDate.parse("2026-01-01")));
            projector.flush();

            await().atMost(60, SECONDS).until(() -> store.applied.get() == 1);
            assertThat(store.tries).hasValue(2);
            await().atMost(10, SECONDS).until(() -> runner.state() == ViewState.RUNNING);
        }
    }

    @Test
    void a_view_that_is_closed_while_its_store_cannot_be_had_ends_at_once_and_tells_nobody_of_trouble() {
        var store = new OutOfMemoryOnce();
        store.isAway = true;
        ViewRunner runner = runner(store);
        runner.start();
        await().atMost(10, SECONDS).until(() -> runner.state() == ViewState.RETRYING);

        runner.close();

        assertThat(runner.state()).isEqualTo(ViewState.STOPPED);
        assertThat(store.tries).hasValue(0);
    }

    private ViewRunner runner(ViewStore store) {
        RunningService service = projector.start("daybook.views=audit");
        KafkaProperties kafka = service.bean(KafkaProperties.class);
        EngineProperties properties = service.bean(EngineProperties.class);
        return new ViewRunner(
                "made-up",
                store,
                properties,
                kafka.buildConsumerProperties(),
                service.bean(EventTopic.class),
                new SimpleMeterRegistry(),
                service.bean(Traces.class));
    }

    /** Keeps nothing but a count, and has no memory left at the first batch. */
    private static final class OutOfMemoryOnce implements ViewStore {

        private final AtomicInteger tries = new AtomicInteger();
        private final AtomicInteger applied = new AtomicInteger();
        private volatile boolean isAway;

        @Override
        public void prepare() {
            if (isAway) {
                throw new IllegalStateException("The store is away.");
            }
        }

        @Override
        public boolean isMadeAnew(Exception fault) {
            return false;
        }

        @Override
        public Map<Integer, Checkpoint> begin(Collection<Integer> partitions, String topicId) {
            return partitions.stream()
                    .collect(Collectors.toMap(
                            partition -> partition, partition -> Checkpoint.start(partition, topicId)));
        }

        @Override
        public Map<Integer, Checkpoint> checkpoints() {
            return Map.of();
        }

        @Override
        public int apply(List<ConsumerRecord<String, byte[]>> records) {
            if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("made up");
            }
            applied.addAndGet(records.size());
            return records.size();
        }

        @Override
        public int applyReady(int eventsMax) {
            return 0;
        }

        @Override
        public long forgedRecords() {
            return 0;
        }

        @Override
        public ParkedEventOperations parking() {
            return nobody(ParkedEventOperations.class);
        }

        @Override
        public RebuildOperations rebuilding() {
            return nobody(RebuildOperations.class);
        }

        @Override
        public VerificationOperations verification() {
            return new NotVerifiable("broken");
        }

        @Override
        public void close() {}

        private static <T> T nobody(Class<T> type) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException(method.getName());
                    }));
        }
    }
}
