package io.daybook.events.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import io.daybook.events.integrity.Finding.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HashChainVerifierTest {

    private final List<RecordedEvent> log = log(8);

    @Test
    void a_log_that_nobody_touched_is_walked_to_its_end() {
        assertThat(walk()).isEmpty();
    }

    @Test
    void an_altered_event_is_told() {
        log.set(3, withActor(log.get(3), "mallory"));

        found(Kind.ALTERED, 4);
    }

    @Test
    void an_event_that_was_altered_together_with_its_hash_is_told_by_the_next() {
        RecordedEvent altered = withActor(log.get(3), "mallory");
        log.set(3, altered.withHash(HashChain.next(log.get(2).hash(), altered)));

        found(Kind.ALTERED, 5);
    }

    @Test
    void a_gap_is_told() {
        log.remove(3);

        found(Kind.REMOVED, 4);
    }

    @Test
    void a_gap_that_was_closed_is_told() {
        log.remove(3);
        renumber();

        found(Kind.REMOVED, 4);
    }

    @Test
    void an_event_that_was_put_in_is_told() {
        log.add(3, withActor(log.get(5), "mallory"));
        renumber();

        found(Kind.INSERTED, 4);
    }

    @Test
    void an_event_that_was_put_in_with_its_right_hash_is_told() {
        RecordedEvent put = withActor(log.get(5), "mallory").withPosition(4);
        log.add(3, put.withHash(HashChain.next(log.get(2).hash(), put)));
        renumber();

        found(Kind.INSERTED, 4);
    }

    @Test
    void two_neighbours_that_changed_places_are_told() {
        log.add(3, log.remove(4));
        renumber();

        found(Kind.REORDERED, 4);
    }

    @Test
    void two_events_that_changed_places_are_told() {
        RecordedEvent third = log.get(2);
        log.set(2, log.get(6));
        log.set(6, third);
        renumber();

        found(Kind.REORDERED, 3);
    }

    private void found(Kind kind, long position) {
        assertThat(walk()).hasValueSatisfying(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.position()).isEqualTo(position);
        });
    }

    private Optional<Finding> walk() {
        HashChainVerifier walk = HashChainVerifier.fromTheBeginning();
        for (int i = 0; i < log.size(); i++) {
            if (!walk.step(log.get(i))) {
                return Optional.of(walk.explain(log.get(i), log.subList(i + 1, log.size())));
            }
        }
        return Optional.empty();
    }

    private void renumber() {
        for (int i = 0; i < log.size(); i++) {
            log.set(i, log.get(i).withPosition(i + 1L));
        }
    }

    private static List<RecordedEvent> log(int size) {
        var log = new ArrayList<RecordedEvent>();
        Hash hash = Hash.NONE;
        for (int i = 1; i <= size; i++) {
            RecordedEvent event = event(i);
            hash = HashChain.next(hash, event);
            log.add(event.withHash(hash));
        }
        return log;
    }

    private static RecordedEvent event(long position) {
        return new RecordedEvent(
                position,
                new UUID(0, 1),
                position,
                new UUID(1, position),
                "AccountFrozen",
                1,
                "{}",
                LocalDate.EPOCH,
                Instant.EPOCH,
                "teller-1",
                null,
                null,
                new UUID(2, position),
                null,
                null,
                Hash.NONE);
    }

    private static RecordedEvent withActor(RecordedEvent event, String actor) {
        return new RecordedEvent(
                event.position(),
                event.streamId(),
                event.streamVersion(),
                event.eventId(),
                event.type(),
                event.schemaVersion(),
                event.payload(),
                event.effectiveDate(),
                event.recordedAt(),
                actor,
                event.reason(),
                event.purpose(),
                event.correlationId(),
                event.causationId(),
                event.metadata(),
                event.hash());
    }
}
