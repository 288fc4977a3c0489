package io.daybook.projector.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.CloudEventAttributes;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.Hash;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.projection.OutOfStepException;
import io.daybook.testsupport.Dynalite;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A view of nothing but sums, in a store that several write at once. */
class DynamoDbProjectionTest {

    private static final String TOPIC_ID = "a topic";
    private static final int CONSUMERS = 4;
    private static final int STREAMS = 7;
    private static final int ITEM_BYTES_TOO_MANY = 500_000;

    private static Dynalite dynalite;

    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final Map<Integer, Long> versions = new HashMap<>();
    private final EventCodec codec = new EventCodec();
    private DynamoDb db;
    private DynamoDbControl control;
    private DynamoDbProjection projection;

    @BeforeAll
    static void startDynalite() {
        assumeTrue(Dynalite.isInstalled(), Dynalite::howToInstall);
        dynalite = Dynalite.start();
    }

    @AfterAll
    static void stopDynalite() {
        if (dynalite != null) {
            dynalite.close();
        }
    }

    /** Tables of its own for each test, told from the others' by their prefix. */
    @BeforeEach
    void start() {
        String prefix = "test_%s_".formatted(UUID.randomUUID());
        db = new DynamoDb(new DynamoDbProperties(dynalite.endpoint(), null, prefix, 8));
        control = new DynamoDbControl(db, "sums", prefix);
        control.prepare();
        assertThat(control.serve(control.newGeneration("streamId"), 0)).isTrue();
        projection = projection();
        assertThat(projection.begin(List.of(0), TOPIC_ID)).hasSize(1);
    }

    @AfterEach
    void stop() {
        db.close();
    }

    /** Sums up deposits; takes none of 13.00, and grows out of the store at one of 99.00. */
    private static final class Sums implements DynamoDbView {
        @Override
        public String name() {
            return "sums";
        }

        @Override
        public String key() {
            return "streamId";
        }

        @Override
        public boolean concerns(DomainEvent event) {
            return event instanceof MoneyDeposited;
        }

        @Override
        public Map<String, AttributeValue> apply(Map<String, AttributeValue> item, ViewEvent event) {
            BigDecimal amount = ((MoneyDeposited) event.event()).amount().value();
            if (amount.intValue() == 13) {
                throw new IllegalStateException("unlucky");
            }
            var after = new HashMap<>(item);
            AttributeValue before = item.get("sum");
            after.put(
                    "sum",
                    AttributeValue.fromN(amount.add(before == null ? BigDecimal.ZERO : new BigDecimal(before.n()))
                            .toPlainString()));
            if (amount.intValue() == 99) {
                after.put("text", AttributeValue.fromS("x".repeat(ITEM_BYTES_TOO_MANY)));
            }
            return after;
        }
    }

    @Test
    void consumers_that_are_given_the_same_records_at_once_apply_each_event_once() throws Exception {
        for (int i = 0; i < 40 * STREAMS; i++) {
            deposit(i % STREAMS, "1");
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CONSUMERS)) {
            Callable<Integer> consumer = () -> {
                int applied = 0;
                for (int from = 0; from < records.size(); from += 10) {
                    applied += projection().apply(records.subList(from, from + 10));
                }
                return applied;
            };
            for (Future<Integer> one : threads.invokeAll(List.of(consumer, consumer, consumer, consumer))) {
                assertThat(one.get()).isNotNegative();
            }
        }

        for (int stream = 0; stream < STREAMS; stream++) {
            assertThat(sum(stream)).isEqualTo("40");
            assertThat(version(stream)).isEqualTo(40);
        }
        assertThat(projection.checkpoints().values()).containsExactly(new Checkpoint(0, TOPIC_ID, 280, 280));
        assertThat(projection.parking().stuck()).isEmpty();
    }

    @Test
    void records_that_do_not_follow_on_the_checkpoint_are_refused() {
        deposit(0, "1");
        deposit(0, "1");

        assertThatThrownBy(() -> projection.apply(records.subList(1, 2))).isInstanceOf(OutOfStepException.class);
    }

    @Test
    void an_event_that_makes_an_item_too_large_is_parked_and_all_before_it_is_applied() throws SQLException {
        deposit(0, "1");
        deposit(0, "2");
        deposit(0, "99");
        deposit(0, "4");
        deposit(1, "5");

        assertThat(projection.apply(records)).isEqualTo(3);

        assertThat(sum(0)).isEqualTo("3");
        assertThat(sum(1)).isEqualTo("5");
        DynamoDbParking.Stuck stuck = projection.parking().stuck().getFirst();
        assertThat(stuck.head()).isEqualTo(3);
        assertThat(stuck.parked().error()).contains("does not fit");
        assertThat(projection.parking().count(id(0))).isEqualTo(2);
    }

    @Test
    void a_view_that_can_apply_next_to_nothing_stops_instead_of_parking_everything() {
        for (int stream = 0; stream < 4; stream++) {
            deposit(stream, "13");
        }

        assertThatThrownBy(() -> projection.apply(records)).hasMessageContaining("parked-max");
        assertThat(projection.parking().stuck()).isEmpty();
        assertThat(projection.checkpoints().values()).containsExactly(Checkpoint.start(0, TOPIC_ID));
    }

    @Test
    void a_stream_that_is_parked_while_it_is_tried_again_loses_nothing() throws SQLException {
        deposit(0, "13");
        deposit(0, "2");
        projection.apply(records);
        assertThat(projection.retry(id(0)).orElseThrow().parked()).isEqualTo(2);
        DynamoDbParking.Stuck seen = projection.parking().stuck(id(0)).orElseThrow();

        deposit(0, "3");
        projection.apply(records);

        assertThat(projection.parking().free(id(0), seen.touched())).isFalse();
        assertThat(projection.parking().count(id(0))).isEqualTo(3);
    }

    @Test
    void a_record_without_an_envelope_is_parked_under_its_key_and_nothing_waits_for_it() throws SQLException {
        deposit(0, "1");
        records.add(new ConsumerRecord<>("events", 0, 1, id(0).toString(), new byte[] {1}));
        records.add(new ConsumerRecord<>("events", 0, 2, "no id", new byte[] {2}));
        deposit(0, "2");

        assertThat(projection.apply(records)).isEqualTo(2);

        assertThat(sum(0)).isEqualTo("3");
        assertThat(projection.parking().stuck())
                .extracting(stuck -> stuck.parked().streamId())
                .containsExactlyInAnyOrder(id(0), new UUID(0, 0));
        assertThat(projection.retry(id(0)).orElseThrow().error()).contains("envelope cannot be read");
    }

    @Test
    void consumers_wait_while_the_view_is_held_and_go_on_when_whoever_holds_it_has_died() {
        DynamoDbControl.Serving serving = control.servingOrFail();
        assertThat(control.lockConsumers(serving, "one", Duration.ofMillis(300)))
                .isTrue();
        assertThat(control.lockConsumers(serving, "another", Duration.ofMillis(300)))
                .isFalse();

        assertThat(control.servingUnlocked().isLocked()).isFalse();

        assertThat(control.swap(serving, 2, "one")).isFalse();
        assertThat(control.servingOrFail().generation()).isEqualTo(1);
    }

    private DynamoDbProjection projection() {
        return new DynamoDbProjection(
                new Sums(), db, control, 1, codec, 3, 8, new ForgedRecords("sums", TopicTrust.inAll()));
    }

    private static UUID id(int stream) {
        return new UUID(0, stream + 1L);
    }

    private String sum(int stream) {
        AttributeValue sum = item(stream).get("sum");
        return sum == null ? "nothing" : sum.n();
    }

    private long version(int stream) {
        return DynamoDb.number(item(stream), "version");
    }

    private Map<String, AttributeValue> item(int stream) {
        return db.read(
                control.table(1),
                Map.of("streamId", AttributeValue.fromS(id(stream).toString())));
    }

    private void deposit(int stream, String amount) {
        var encoded = codec.encode(new MoneyDeposited(Money.of(amount, "EUR"), null));
        long version = versions.merge(stream, 1L, Long::sum);
        var event = new RecordedEvent(
                records.size() + 1L,
                id(stream),
                version,
                UUID.randomUUID(),
                encoded.type(),
                encoded.schemaVersion(),
                encoded.payload(),
                LocalDate.EPOCH,
                Instant.EPOCH,
                "teller-1",
                null,
                null,
                UUID.randomUUID(),
                null,
                null,
                Hash.NONE);
        var record = new ConsumerRecord<>(
                "events",
                0,
                records.size(),
                id(stream).toString(),
                event.payload().getBytes(StandardCharsets.UTF_8));
        CloudEventAttributes.of(event).forEach((name, value) -> record.headers()
                .add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
        records.add(record);
    }
}
