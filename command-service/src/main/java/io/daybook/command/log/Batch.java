package io.daybook.command.log;

import io.daybook.command.decision.AccountsOfCustomers;
import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.Refusal.VersionDiffers;
import io.daybook.command.decision.StreamState;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.log.CommandEnvelope.EarlierForm;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.EventStore.DueEvent;
import io.daybook.command.log.EventStore.NewAnswer;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.EventCodec.Encoded;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import java.time.Instant;
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
 * batch needs is passed in, and its results are read from it afterwards.
 */
final class Batch {

    /**
     * An answer that is remembered under a key.
     *
     * @param fingerprint the request it was given to
     * @param outcome the answer
     * @param actor who was given it; null if that is not known, as of refusals
     */
    record Remembered(
            Fingerprint fingerprint,
            Outcome outcome,
            @Nullable String actor) {

        Outcome to(Fingerprint request) {
            return fingerprint.equals(request) ? outcome : new Outcome.Refused(Refusal.keyReused());
        }

        /**
         * Tells whether what is remembered in an earlier form was given to the same sender. Of a refusal that is not known; the
         * same request is given it again, and any other is decided as if it were not there.
         */
        boolean isOf(CommandEnvelope envelope, EarlierForm form) {
            return switch (outcome) {
                case Outcome.Refused refused -> fingerprint.equals(form.fingerprint());
                case Outcome.Failed failed -> false;
                case Appended appended ->
                    switch (form.owner()) {
                        case ACTOR -> envelope.origin().actor().equals(actor);
                        case STREAM -> envelope.command().streams().getFirst().equals(appended.streamId());
                    };
            };
        }
    }

    private final Head head;
    private final DecisionTime time;
    private final Instant recordedAt;
    private final Map<UUID, VersionedState> states;
    private final Map<UUID, List<DomainEvent>> causedBefore;
    private final AccountsOfCustomers accounts;
    private final Map<String, Remembered> remembered;
    private final EventCodec codec;
    private final StreamType streamType;
    private final Supplier<UUID> eventIds;

    private final Map<UUID, VersionedState> changed = new LinkedHashMap<>();
    private final Map<UUID, List<DomainEvent>> causedHere = new HashMap<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<NewAnswer> answers = new ArrayList<>();
    private final List<DueEvent> due = new ArrayList<>();

    private Hash hash;

    /**
     * A batch at the end of the log.
     *
     * @param head the end of the log, locked
     * @param time time when the batch is decided
     * @param recordedAt time when its events are recorded
     * @param states the states of all streams that the commands name, as of the head
     * @param causedBefore the recorded events that were caused by those that the commands name
     * @param accounts the accounts of the customers that the commands name; the batch adds its own
     * @param remembered outcomes of earlier commands under the commands' idempotency keys
     * @param codec writes events down
     * @param streamType folds events
     * @param eventIds makes event ids
     */
    Batch(
            Head head,
            DecisionTime time,
            Instant recordedAt,
            Map<UUID, VersionedState> states,
            Map<UUID, List<DomainEvent>> causedBefore,
            AccountsOfCustomers accounts,
            Map<String, Remembered> remembered,
            EventCodec codec,
            StreamType streamType,
            Supplier<UUID> eventIds) {
        this.head = head;
        this.time = time;
        this.recordedAt = recordedAt;
        this.states = states;
        this.causedBefore = causedBefore;
        this.accounts = accounts;
        this.remembered = new HashMap<>(remembered);
        this.codec = codec;
        this.streamType = streamType;
        this.eventIds = eventIds;
        this.hash = head.hash();
    }

    /** Decides one more command. */
    Outcome decide(CommandEnvelope envelope) {
        Optional<Refusal> notAllowed = envelope.command().requireAllowed(new StatesInBatch());
        if (notAllowed.isPresent()) {
            return new Outcome.Refused(notAllowed.get());
        }
        Idempotency idempotency = envelope.idempotency();
        if (idempotency == null) {
            return decideAnew(envelope);
        }
        Optional<Outcome> before = before(envelope, idempotency);
        if (before.isPresent()) {
            return before.get();
        }
        long firstPosition = position() + 1;
        Outcome outcome = decideAnew(envelope);
        switch (outcome) {
            case Appended appended ->
                remember(
                        appended.repeated(),
                        envelope.origin().actor(),
                        new NewAnswer(idempotency, firstPosition, appended.position(), null));
            case Outcome.Refused refused -> {
                if (idempotency.remembersRefusals()) {
                    String refusal = RefusalJson.write(refused.refusal());
                    remember(refused.repeated(), null, new NewAnswer(idempotency, null, null, refusal));
                }
            }
            case Outcome.Failed failed -> {}
        }
        return outcome;
    }

    /** Answer given before under the same key, be it stored as it is now or as it was by earlier versions. */
    private Optional<Outcome> before(CommandEnvelope envelope, Idempotency idempotency) {
        Remembered before = remembered.get(idempotency.key());
        if (before != null) {
            return Optional.of(before.to(idempotency.fingerprint()));
        }
        EarlierForm form = idempotency.earlier();
        Remembered earlier = form == null ? null : remembered.get(form.key());
        return form == null || earlier == null || !earlier.isOf(envelope, form)
                ? Optional.empty()
                : Optional.of(earlier.to(form.fingerprint()));
    }

    private void remember(Outcome outcome, @Nullable String actor, NewAnswer answer) {
        Idempotency idempotency = answer.idempotency();
        remembered.put(idempotency.key(), new Remembered(idempotency.fingerprint(), outcome, actor));
        answers.add(answer);
    }

    /** Time at which the batch is decided. */
    DecisionTime time() {
        return time;
    }

    /** The events to append, in order. */
    List<RecordedEvent> events() {
        return events;
    }

    /** The answers to remember. */
    List<NewAnswer> answers() {
        return answers;
    }

    /** The events that the bank has to come back to. */
    List<DueEvent> due() {
        return due;
    }

    /** The states that differ from before. */
    Map<UUID, VersionedState> changed() {
        return changed;
    }

    /** The position of the last event, or of the head if there is none. */
    long position() {
        return head.position() + events.size();
    }

    /** The hash of the last event, or of the head if there is none. */
    Hash hash() {
        return hash;
    }

    private Outcome decideAnew(CommandEnvelope envelope) {
        Optional<Refusal> differs = requireVersion(envelope);
        if (differs.isPresent()) {
            return new Outcome.Refused(differs.get());
        }
        Decision decision = envelope.command().decide(new StatesInBatch(), time);
        return switch (decision) {
            case Refused refused -> new Outcome.Refused(refused.refusal());
            case Accepted accepted -> record(envelope, accepted);
        };
    }

    private static Optional<Refusal> differs(long expected, long actual) {
        return Optional.of(new VersionDiffers(expected, actual));
    }

    private Optional<Refusal> requireVersion(CommandEnvelope envelope) {
        if (envelope.expectedVersion().isEmpty()) {
            return Optional.empty();
        }
        long expected = envelope.expectedVersion().getAsLong();
        long actual = state(envelope.command().streams().getFirst()).version();
        if (expected == CommandEnvelope.ANY_VERSION) {
            return actual > 0 ? Optional.empty() : differs(expected, actual);
        }
        return expected == actual ? Optional.empty() : differs(expected, actual);
    }

    private Appended record(CommandEnvelope envelope, Accepted accepted) {
        // Encoded and folded first: if one of them fails, the batch is as it was.
        var after = new LinkedHashMap<UUID, VersionedState>();
        var decided = new ArrayList<Decided>();
        for (NewEvent event : accepted.events()) {
            UUID eventId = eventIds.get();
            VersionedState next = Optional.ofNullable(after.get(event.streamId()))
                    .orElseGet(() -> state(event.streamId()))
                    .evolve(new AppliedEvent(eventId, event.event(), event.effectiveDate()), streamType);
            after.put(event.streamId(), next);
            decided.add(new Decided(eventId, event, codec.encode(event.event()), next.version()));
        }
        decided.forEach(event -> add(envelope, event));
        changed.putAll(after);
        UUID streamId = accepted.events().getFirst().streamId();
        return new Appended(
                streamId,
                state(streamId).version(),
                position(),
                decided.stream().map(Decided::eventId).toList(),
                decided.getFirst().encoded().type(),
                envelope.operationId(),
                false);
    }

    /** An event that is ready to be added. */
    private record Decided(UUID eventId, NewEvent event, Encoded encoded, long streamVersion) {}

    private void add(CommandEnvelope envelope, Decided decided) {
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
                recordedAt,
                envelope.origin().actor(),
                envelope.origin().reason(),
                envelope.origin().purpose(),
                envelope.operationId(),
                event.causationId(),
                envelope.origin().metadata(),
                Hash.NONE);
        event.event()
                .dueAt()
                .ifPresent(dueAt -> due.add(new DueEvent(decided.eventId(), event.streamId(), unhashed.type(), dueAt)));
        accounts.add(event);
        hash = HashChain.next(hash, unhashed);
        events.add(unhashed.withHash(hash));
        if (event.causationId() != null) {
            causedHere
                    .computeIfAbsent(event.causationId(), cause -> new ArrayList<>())
                    .add(event.event());
        }
    }

    /** States for the next command: the log before the batch, and the events that the batch has added so far. */
    private final class StatesInBatch implements StreamStates {

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

        @Override
        public List<CustomerAccount> accountsOf(String customerId) {
            return accounts.of(customerId);
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
