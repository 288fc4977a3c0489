package io.daybook.events.integrity;

import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import io.daybook.events.integrity.Finding.Kind;
import java.util.List;

/** Follows the hash chain event by event and says what the first one that does not follow looks like. */
public final class HashChainVerifier {

    private long position;
    private Hash hash;
    private Hash hashBefore;

    private HashChainVerifier(long position, Hash hash) {
        this.position = position;
        this.hash = hash;
        this.hashBefore = hash;
    }

    /** A verification from the first event on. */
    public static HashChainVerifier fromTheBeginning() {
        return new HashChainVerifier(0, Hash.NONE);
    }

    /** A verification that continues after an event with that hash. */
    public static HashChainVerifier after(long position, Hash hash) {
        return new HashChainVerifier(position, hash);
    }

    /** The position of the last event that followed. */
    public long position() {
        return position;
    }

    /** The hash of the last event that followed. */
    public Hash hash() {
        return hash;
    }

    /**
     * Takes the next event.
     *
     * @return true if it follows; if not, the verification stays there, and {@link #explain} names the kind of fault
     */
    public boolean step(RecordedEvent event) {
        if (event.position() != position + 1 || !follows(hash, event)) {
            return false;
        }
        position = event.position();
        hashBefore = hash;
        hash = event.hash();
        return true;
    }

    /**
     * Kind of the break where an event does not follow on the one before.
     *
     * @param event the event
     * @param next some of those after it, in order; the more, the further apart two events may be that changed places
     */
    public Finding explain(RecordedEvent event, List<RecordedEvent> next) {
        long expected = position + 1;
        if (event.position() > expected) {
            return Finding.at(
                    Kind.REMOVED,
                    expected,
                    "No event has this position; the next one there is has position %d.".formatted(event.position()));
        }
        if (event.position() < expected) {
            return Finding.at(Kind.INSERTED, event.position(), "More than one event has this position.");
        }
        if (expected > 1 && follows(hashBefore, event.withPosition(position))) {
            return Finding.at(
                    Kind.INSERTED,
                    position,
                    "The event after it follows from the one before it, so this one was put in between.");
        }
        if (!next.isEmpty() && follows(event.hash(), movedUp(next.getFirst()))) {
            return Finding.at(
                    Kind.REMOVED,
                    expected,
                    "The events from here on follow from each other one position further on, so one was taken out here.");
        }
        return next.stream()
                .filter(other -> follows(hash, other.withPosition(expected)))
                .findFirst()
                .map(other -> displaced(event, other))
                .orElseGet(() -> Finding.at(
                        Kind.ALTERED,
                        expected,
                        isFollowed(event, next)
                                ? "Its hash does not follow from its content, while the next event follows from its hash."
                                : "Its hash does not follow; either it or the event before it is not what it was."));
    }

    /** Another event belongs in this one's place: either the two changed places, or this one pushed it away. */
    private Finding displaced(RecordedEvent event, RecordedEvent other) {
        boolean isPushedByOne = other.position() == event.position() + 1;
        if (isPushedByOne && !follows(other.hash(), event.withPosition(other.position()))) {
            return Finding.at(
                    Kind.INSERTED,
                    event.position(),
                    "The event after it belongs in this place, so this one was put in.");
        }
        return Finding.at(
                Kind.REORDERED,
                event.position(),
                "The event that belongs here stands at position %d.".formatted(other.position()));
    }

    private static RecordedEvent movedUp(RecordedEvent event) {
        return event.withPosition(event.position() + 1);
    }

    private static boolean isFollowed(RecordedEvent event, List<RecordedEvent> next) {
        return !next.isEmpty() && follows(event.hash(), next.getFirst());
    }

    private static boolean follows(Hash previous, RecordedEvent event) {
        return HashChain.next(previous, event).equals(event.hash());
    }
}
