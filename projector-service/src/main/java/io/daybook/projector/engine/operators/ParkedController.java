package io.daybook.projector.engine.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.projector.engine.parking.ParkedEvent;
import io.daybook.projector.engine.parking.RetryResult;
import io.daybook.projector.engine.runner.Engine;
import io.daybook.serviceweb.Problem;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parked events, for operators. */
@RestController
class ParkedController {

    /** More would hold a connection and a caller's memory for too long at once. */
    private static final int ITEMS_MAX = 500;

    private static final String ITEMS_DEFAULT = "50";

    private final Engine engine;

    ParkedController(Engine engine) {
        this.engine = engine;
    }

    /**
     * A part of the list.
     *
     * @param items items of this page
     * @param nextCursor cursor to ask the next page with; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ParkedPage(List<Item> items, @Nullable String nextCursor) {}

    /**
     * A parked event. What its envelope does not tell is absent.
     *
     * @param streamId its stream; where the envelope cannot be read, the record's key, or else zero
     * @param streamVersion its place in the stream
     * @param position its place in the log
     * @param eventId its id
     * @param type its type
     * @param error reason why it cannot be applied; absent if it only waits for an event before it
     * @param parkedAt since when
     * @param waitingBehind number of later events of its stream that wait
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            UUID streamId,
            @Nullable Long streamVersion,
            @Nullable Long position,
            @Nullable String eventId,
            @Nullable String type,
            @Nullable String error,
            Instant parkedAt,
            long waitingBehind) {}

    /**
     * Result of a retry.
     *
     * @param applied events that are in the view now
     * @param parked events that still are not: of the stream, or of all if all were retried
     * @param error reason why the first of those cannot be applied; absent if there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RetryAnswer(int applied, long parked, @Nullable String error) {}

    /** The events that cannot be applied, and for each stream that only waits, the first; oldest first. */
    @GetMapping("/v1/views/{view}/parked")
    ParkedPage parked(
            @PathVariable String view,
            @RequestParam @Nullable Long cursor,
            @RequestParam(defaultValue = ITEMS_DEFAULT) int limit)
            throws SQLException {
        if (limit < 1 || limit > ITEMS_MAX) {
            throw Problem.malformed("limit must be a whole number from 1 to %d.".formatted(ITEMS_MAX));
        }
        List<ParkedEvent> rows = engine.runner(view).parked().list(cursor == null ? 0 : cursor, limit + 1);
        List<ParkedEvent> page = rows.subList(0, Math.min(limit, rows.size()));
        return new ParkedPage(
                page.stream().map(ParkedController::item).toList(),
                rows.size() > limit ? Long.toString(page.getLast().number()) : null);
    }

    private static Item item(ParkedEvent parked) {
        return new Item(
                parked.streamId(),
                parked.streamVersion(),
                parked.position(),
                parked.eventId(),
                parked.type(),
                parked.error(),
                parked.parkedAt(),
                parked.waitingBehind());
    }

    /** Tries a stream's parked events again, in order, and unparks those that can be applied now. */
    @PostMapping("/v1/views/{view}/parked/{streamId}/retry")
    @AdministrativeAct("parked.retry")
    RetryAnswer retry(@PathVariable String view, @PathVariable UUID streamId) throws SQLException {
        RetryResult retried = engine.runner(view)
                .parked()
                .retry(streamId)
                .orElseThrow(() -> Problem.unknown("nothing-parked", "Nothing of this stream is parked in this view."));
        return answer(retried);
    }

    /** Tries every parked event again, stream by stream, after a fix that concerns many. */
    @PostMapping("/v1/views/{view}/parked/retry")
    @AdministrativeAct("parked.retry-all")
    RetryAnswer retryAll(@PathVariable String view) throws SQLException {
        return answer(engine.runner(view).parked().retryAll());
    }

    private static RetryAnswer answer(RetryResult retried) {
        return new RetryAnswer(retried.applied(), retried.parked(), retried.error());
    }
}
