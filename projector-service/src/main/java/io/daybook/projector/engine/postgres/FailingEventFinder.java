package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.EventConsumer;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.projection.ErrorClassifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the events of a batch that cannot be applied, and applies all others: by halves of the streams in it, then by halves of
 * a stream, each attempt in a savepoint. One culprit among n events costs about 2 log n attempts.
 */
final class FailingEventFinder {

    private final EventConsumer consumer;
    private final Connection connection;
    private final List<Culprit> culprits = new ArrayList<>();

    private FailingEventFinder(EventConsumer consumer, Connection connection) {
        this.consumer = consumer;
        this.connection = connection;
    }

    /**
     * An event that cannot be applied; nor is anything after it in its stream.
     *
     * @param event the event
     * @param error reason why it cannot be applied
     */
    record Culprit(ViewEvent event, String error) {}

    /** Applies what can be applied, and answers with the first event of each stream that cannot. */
    static List<Culprit> apply(EventConsumer consumer, Connection connection, List<ViewEvent> events)
            throws SQLException {
        var isolation = new FailingEventFinder(consumer, connection);
        var streams = new LinkedHashMap<UUID, List<ViewEvent>>();
        events.forEach(event -> streams.computeIfAbsent(event.recorded().streamId(), id -> new ArrayList<>())
                .add(event));
        isolation.isolateStreams(List.copyOf(streams.values()));
        return isolation.culprits;
    }

    private void isolateStreams(List<List<ViewEvent>> streams) throws SQLException {
        List<ViewEvent> events = streams.stream().flatMap(List::stream).toList();
        if (events.isEmpty() || failure(events).isEmpty()) {
            return;
        }
        if (streams.size() == 1) {
            isolateEvents(events);
            return;
        }
        int half = streams.size() / 2;
        isolateStreams(streams.subList(0, half));
        isolateStreams(streams.subList(half, streams.size()));
    }

    private void isolateEvents(List<ViewEvent> events) throws SQLException {
        List<ViewEvent> suspects = events;
        while (!suspects.isEmpty()) {
            int half = (suspects.size() + 1) / 2;
            List<ViewEvent> first = suspects.subList(0, half);
            Optional<String> error = failure(first);
            if (error.isPresent() && first.size() == 1) {
                culprits.add(new Culprit(first.getFirst(), error.get()));
                return;
            }
            suspects = error.isPresent() ? first : suspects.subList(half, suspects.size());
        }
    }

    /** Applies these events, or changes nothing and answers why. */
    private Optional<String> failure(List<ViewEvent> events) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            consumer.apply(connection, events);
            connection.releaseSavepoint(savepoint);
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            if (!ErrorClassifier.isOfEvent(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            return Optional.of(ErrorClassifier.text(e));
        }
    }
}
