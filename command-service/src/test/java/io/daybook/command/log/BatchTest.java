package io.daybook.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.command.decision.AccountsOfCustomers;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.Refusal.VersionDiffers;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.log.Batch.Remembered;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.command.log.SumModel.Recorded;
import io.daybook.command.log.SumModel.Told;
import io.daybook.command.log.SumModel.Wish;
import io.daybook.command.log.Sums.Add;
import io.daybook.command.log.Sums.Sum;
import io.daybook.events.EventCodec;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What a batch comes to, without a database. */
class BatchTest {

    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
    private static final DecisionTime MOMENT = new DecisionTime(NOW, LocalDate.parse("2026-03-15"));
    private static final Origin TELLER = new Origin("teller", "because", "SALA", null);
    private static final UUID STREAM = new UUID(0, 1);

    private long ids;

    private Batch batch(Head head, Map<UUID, VersionedState> states, Map<String, Remembered> remembered) {
        return new Batch(
                head,
                MOMENT,
                NOW,
                states,
                Map.of(),
                new AccountsOfCustomers(List.of()),
                remembered,
                new EventCodec(),
                new Sums(),
                () -> new UUID(9, ++ids));
    }

    private Batch batchOn(VersionedState state) {
        return batch(new Head(0, Hash.NONE, Instant.MIN), Map.of(STREAM, state), Map.of());
    }

    private static CommandEnvelope adding(int cents, OptionalLong expectedVersion) {
        return new CommandEnvelope(new Add(STREAM, cents), new UUID(8, 1), TELLER, null, expectedVersion);
    }

    @Provide
    Arbitrary<List<List<Wish>>> batches() {
        return SumModel.wishes().list().ofMinSize(1).ofMaxSize(8).list().ofMaxSize(6);
    }

    @Property
    void batches_come_to_what_one_command_at_a_time_comes_to(@ForAll("batches") List<List<Wish>> batches) {
        var model = new SumModel(41);
        Map<UUID, VersionedState> states = new HashMap<>();
        model.streams().forEach(stream -> states.put(stream, VersionedState.NOTHING));
        Map<String, Remembered> remembered = new HashMap<>();
        var head = new Head(41, Hash.NONE, NOW);
        int recorded = 0;
        for (List<Wish> wishes : batches) {
            Batch batch = batch(head, states, remembered);
            List<CommandEnvelope> envelopes =
                    wishes.stream().map(model::envelope).toList();
            List<Outcome> outcomes = envelopes.stream().map(batch::decide).toList();

            assertThat(outcomes.stream().map(Told::of)).containsExactlyElementsOf(model.carryOut(wishes));
            recorded += assertRecorded(
                    batch,
                    head,
                    model.recorded().subList(recorded, model.recorded().size()));
            states.putAll(batch.changed());
            remember(envelopes, outcomes, batch, remembered);
            head = new Head(
                    batch.position(),
                    batch.events().isEmpty()
                            ? head.hash()
                            : batch.events().getLast().hash(),
                    NOW);
        }
    }

    /** What the appender would read from the table of answers. */
    private static void remember(
            List<CommandEnvelope> envelopes, List<Outcome> outcomes, Batch batch, Map<String, Remembered> remembered) {
        batch.answers().forEach(answer -> {
            for (int i = 0; i < envelopes.size(); i++) {
                if (answer.idempotency().equals(envelopes.get(i).idempotency())) {
                    remembered.putIfAbsent(
                            answer.idempotency().key(),
                            new Remembered(answer.idempotency().fingerprint(), outcomes.get(i), "teller"));
                }
            }
        });
    }

    private static int assertRecorded(Batch batch, Head head, List<Recorded> expected) {
        Hash previous = head.hash();
        for (RecordedEvent event : batch.events()) {
            assertThat(event.hash()).isEqualTo(HashChain.next(previous, event));
            assertThat(event.recordedAt()).isEqualTo(NOW);
            previous = event.hash();
        }
        assertThat(batch.events())
                .extracting(RecordedEvent::streamId, RecordedEvent::streamVersion, RecordedEvent::position)
                .containsExactlyElementsOf(expected.stream()
                        .map(event -> Tuple.tuple(event.stream(), event.version(), event.position()))
                        .toList());
        return batch.events().size();
    }

    @Test
    void an_event_says_who_wanted_it_and_why() {
        Batch batch = batchOn(VersionedState.NOTHING);
        batch.decide(adding(5, OptionalLong.empty()));

        RecordedEvent event = batch.events().getFirst();
        assertThat(event.actor()).isEqualTo("teller");
        assertThat(event.reason()).isEqualTo("because");
        assertThat(event.purpose()).isEqualTo("SALA");
        assertThat(event.correlationId()).isEqualTo(new UUID(8, 1));
        assertThat(batch.time()).isEqualTo(MOMENT);
    }

    @Test
    void a_version_that_is_insisted_on_must_be_the_present_one() {
        var third = new VersionedState(3, new Sum(10));

        assertThat(batchOn(third).decide(adding(5, OptionalLong.of(3)))).isInstanceOf(Outcome.Appended.class);
        assertThat(batchOn(third).decide(adding(5, OptionalLong.of(2))))
                .isEqualTo(new Refused(new VersionDiffers(2, 3)));
        assertThat(batchOn(third).decide(adding(5, OptionalLong.of(CommandEnvelope.ANY_VERSION))))
                .isInstanceOf(Outcome.Appended.class);
        assertThat(batchOn(VersionedState.NOTHING).decide(adding(5, OptionalLong.of(CommandEnvelope.ANY_VERSION))))
                .isEqualTo(new Refused(new VersionDiffers(0, 0)));
    }

    @Test
    void a_command_that_cannot_be_decided_leaves_the_batch_as_it_was() {
        Batch batch = batchOn(VersionedState.NOTHING);
        var unfit = new CommandEnvelope(new Unfit(), new UUID(8, 2), TELLER, null, OptionalLong.empty());

        assertThatThrownBy(() -> batch.decide(unfit)).isInstanceOf(IllegalStateException.class);
        batch.decide(adding(5, OptionalLong.empty()));

        assertThat(batch.events()).extracting(RecordedEvent::position).containsExactly(1L);
    }

    private record Unfit() implements Command {

        @Override
        public List<UUID> streams() {
            return List.of(STREAM);
        }

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            throw new IllegalStateException("A fault of its own.");
        }
    }

    @Test
    void a_stream_that_a_command_did_not_name_cannot_be_looked_at() {
        Batch batch = batch(new Head(0, Hash.NONE, Instant.MIN), Map.of(), Map.of());

        assertThatThrownBy(() -> batch.decide(adding(5, OptionalLong.empty()))).hasMessageContaining("not among those");
    }
}
