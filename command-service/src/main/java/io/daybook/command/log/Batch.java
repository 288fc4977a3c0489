package io.daybook.command.log;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.Refusal.VersionDiffers;
import io.daybook.command.decision.StreamState;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.EventStore.NewAnswer;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Declined;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.EventCodec.Encoded;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one commit, decided one after the other, each seeing what those before it have done. No I/O: what the
 * batch needs to know is handed in, and what it comes to is read off it afterwards.
 */
final class Batch {

    /**
     * An answer that is remembered under a key.
     *
     * @param fingerprint the request it was given to
     * @param outcome the answer
     */
    record Remembered(Fingerprint fingerprint, Outcome outcome) {}

    private final Head head;
    private final DecisionTime moment;
    private final Map<UUID, VersionedState> states;
    private final Map<UUID, List<DomainEvent>> causedBefore;
    private final Map<String, Remembered> remembered;
    private final EventCodec codec;
    private final StreamType model;
    private final Supplier<UUID> eventIds;

    private final Map<UUID, VersionedState> changed = new LinkedHashMap<>();
    private final Map<UUID, List<DomainEvent>> causedHere = new HashMap<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<NewAnswer> answers = new ArrayList<>();

    private Hash hash;

    /**
     * A batch at the end of the log.
     *
     * @param head the end of the log, locked
     * @param moment when the batch is decided
     * @param states the states of all streams that the commands name, as of the head
     * @param causedBefore the recorded events that were caused by those that the commands name
     * @param remembered what was answered before under the commands' idempotency keys
     * @param codec writes events down
     * @param model folds events
     * @param eventIds makes event ids
     */
    Batch(
            Head head,
            DecisionTime moment,
            Map<UUID, VersionedState> states,
            Map<UUID, List<DomainEvent>> causedBefore,
            Map<String, Remembered> remembered,
            EventCodec codec,
            StreamType model,
            Supplier<UUID> eventIds) {
        this.head = head;
        this.moment = moment;
        this.states = states;
        this.causedBefore = causedBefore;
        this.remembered = new HashMap<>(remembered);
        this.codec = codec;
        this.model = model;
        this.eventIds = eventIds;
        this.hash = head.hash();
    }

    /** Decides one more command. */
    Outcome decide(CommandEnvelope submission) {
        Idempotency idempotency = submission.idempotency();
        if (idempotency == null) {
            return decideAnew(submission);
        }
        Remembered before = remembered.get(idempotency.key());
        if (before != null) {
            return before.fingerprint().equals(idempotency.fingerprint())
                    ? before.outcome()
                    : new Declined(Refusal.keyReused());
        }
        long firstPosition = position() + 1;
        Outcome outcome = decideAnew(submission);
        switch (outcome) {
            case Appended appended ->
                remember(appended.repeated(), new NewAnswer(idempotency, firstPosition, appended.position(), null));
            case Declined declined -> {
                if (idempotency.remembersRefusals()) {
                    remember(declined, new NewAnswer(idempotency, null, null, RefusalJson.write(declined.refusal())));
                }
            }
        }
        return outcome;
    }

    private void remember(Outcome outcome, NewAnswer answer) {
        Idempotency idempotency = answer.idempotency();
        remembered.put(idempotency.key(), new Remembered(idempotency.fingerprint(), outcome));
        answers.add(answer);
    }

    /** When the batch is decided and recorded. */
    DecisionTime moment() {
        return moment;
    }

    /** The events to append, in order. */
    List<RecordedEvent> events() {
        return events;
    }

    /** The answers to remember. */
    List<NewAnswer> answers() {
        return answers;
    }

    /** The states that differ from before. */
    Map<UUID, VersionedState> changed() {
        return changed;
    }

    /** The position of the last event, or of the head if there is none. */
    long position() {
        return head.position() + events.size();
    }

    private Outcome decideAnew(CommandEnvelope submission) {
        Optional<Refusal> differs = requireVersion(submission);
        if (differs.isPresent()) {
            return new Declined(differs.get());
        }
        Decision decision = submission.command().decide(new Known(), moment);
        return switch (decision) {
            case Refused refused -> new Declined(refused.refusal());
            case Accepted accepted -> record(submission, accepted);
        };
    }

    private static Optional<Refusal> differs(long expected, long actual) {
        return Optional.of(new VersionDiffers(expected, actual));
    }

    private Optional<Refusal> requireVersion(CommandEnvelope submission) {
        if (submission.expectedVersion().isEmpty()) {
            return Optional.empty();
        }
        long expected = submission.expectedVersion().getAsLong();
        long actual = state(submission.command().streams().getFirst()).version();
        if (expected == CommandEnvelope.ANY_VERSION) {
            return actual > 0 ? Optional.empty() : differs(expected, actual);
        }
        return expected == actual ? Optional.empty() : differs(expected, actual);
    }

    private Appended record(CommandEnvelope submission, Accepted accepted) {
        // Encoded and folded first: if one of them fails, the batch is as it was.
        var after = new LinkedHashMap<UUID, VersionedState>();
        var decided = new ArrayList<Decided>();
        for (NewEvent event : accepted.events()) {
            UUID eventId = eventIds.get();
            VersionedState next = Optional.ofNullable(after.get(event.streamId()))
                    .orElseGet(() -> state(event.streamId()))
                    .evolve(new AppliedEvent(eventId, event.event(), event.effectiveDate()), model);
            after.put(event.streamId(), next);
            decided.add(new Decided(eventId, event, codec.encode(event.event()), next.version()));
        }
        decided.forEach(event -> add(submission, event));
        changed.putAll(after);
        UUID streamId = submission.command().streams().getFirst();
        return new Appended(
                streamId,
                state(streamId).version(),
                position(),
                decided.stream().map(Decided::eventId).toList(),
                decided.getFirst().encoded().type(),
                submission.operationId(),
                false);
    }

    /** An event that is ready to be added. */
    private record Decided(UUID eventId, NewEvent event, Encoded encoded, long streamVersion) {}

    private void add(CommandEnvelope submission, Decided decided) {
        NewEvent event = decided.event();
        var unhashed = new RecordedEvent(
                position() + 1,
                event.streamId(),
                decided.streamVersion(),
                decided.eventId(),
                decided.encoded().type(),
                decided.encoded().schemaVersion(),
                decided.encoded().payload(),
                event.effectiveDate(),
                moment.now(),
                submission.origin().actor(),
                submission.origin().reason(),
                submission.origin().purpose(),
                submission.operationId(),
                event.causationId(),
                submission.origin().metadata(),
                Hash.NONE);
        hash = HashChain.next(hash, unhashed);
        events.add(unhashed.withHash(hash));
        if (event.causationId() != null) {
            causedHere
                    .computeIfAbsent(event.causationId(), cause -> new ArrayList<>())
                    .add(event.event());
        }
    }

    /** What the next command may know: the log before the batch, and what the batch has added to it so far. */
    private final class Known implements StreamStates {

        @Override
        public Optional<StreamState> find(UUID streamId) {
            return Optional.ofNullable(state(streamId).state());
        }

        @Override
        public List<DomainEvent> causedBy(UUID eventId) {
            return Stream.concat(
                            causedBefore.getOrDefault(eventId, List.of()).stream(),
                            causedHere.getOrDefault(eventId, List.of()).stream())
                    .toList();
        }
    }

    private VersionedState state(UUID streamId) {
        VersionedState mine = changed.get(streamId);
        return mine != null ? mine : known(states.get(streamId), streamId);
    }

    private static VersionedState known(@Nullable VersionedState versioned, UUID streamId) {
        if (versioned == null) {
            throw new IllegalStateException("The stream %s is not among those the command named.".formatted(streamId));
        }
        return versioned;
    }
}
