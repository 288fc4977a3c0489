package io.daybook.projector.engine.operators;

import io.daybook.access.operations.AdministrativeAct;
import io.daybook.access.operations.DescribedAct;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildSource;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import io.daybook.projector.engine.rebuild.SwapMode;
import io.daybook.projector.engine.runner.Engine;
import io.daybook.serviceweb.Problem;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds and generations, for operators. */
@RestController
class RebuildController {

    private final Engine engine;

    RebuildController(Engine engine) {
        this.engine = engine;
    }

    /**
     * The generation to build; without a body all events, to take over if it is equal to the one that serves.
     *
     * @param swap rule for the new generation to take over: {@code ifEqual}, {@code always} or {@code never}
     * @param source where the bulk of the events is read: {@code topic}, or {@code log} for the log's own database
     * @param toPosition up to which log position, for a view of the past that stands aside
     * @param toInstant up to which instant, by the time of recording, for the same
     */
    record RebuildRequest(
            @Nullable SwapMode swap,
            @Nullable RebuildSource source,
            @Nullable Long toPosition,
            @Nullable Instant toInstant)
            implements DescribedAct {

        private static final Instant INSTANT_MIN = Instant.parse("1900-01-01T00:00:00Z");
        private static final Instant INSTANT_MAX = Instant.parse("9999-12-31T23:59:59Z");

        @Override
        public String about() {
            RebuildPlan plan = plan();
            String about =
                    switch (plan) {
                        case RebuildPlan.Anew anew -> "all events, swap %s".formatted(anew.swap());
                        case RebuildPlan.ToPosition past -> "up to position %d".formatted(past.position());
                        case RebuildPlan.ToInstant past -> "up to %s".formatted(past.instant());
                        case RebuildPlan.Back back -> "the generation before";
                    };
            return plan.source() == RebuildSource.LOG ? about + ", from the log" : about;
        }

        RebuildPlan plan() {
            if (toPosition != null && toInstant != null) {
                throw Problem.malformed("Give toPosition or toInstant, not both.");
            }
            if ((toPosition != null || toInstant != null) && swap != null && swap != SwapMode.NEVER) {
                throw Problem.malformed("A view of the past never takes over; leave swap away.");
            }
            if (toPosition != null && toPosition < 1) {
                throw Problem.malformed("toPosition must be a log position: a whole number from 1.");
            }
            if (toInstant != null && (toInstant.isBefore(INSTANT_MIN) || toInstant.isAfter(INSTANT_MAX))) {
                throw Problem.malformed("toInstant must be within the years 1900 to 9999.");
            }
            if (toPosition != null) {
                return new RebuildPlan.ToPosition(toPosition, sourceOrTopic());
            }
            if (toInstant != null) {
                return new RebuildPlan.ToInstant(toInstant, sourceOrTopic());
            }
            return new RebuildPlan.Anew(swap == null ? SwapMode.IF_EQUAL : swap, sourceOrTopic());
        }

        private RebuildSource sourceOrTopic() {
            return source == null ? RebuildSource.TOPIC : source;
        }
    }

    /** All generations of a view. */
    record Generations(List<Generation> items) {}

    /** Begins a rebuild, or goes on with one that was interrupted. */
    @PostMapping("/v1/views/{view}/rebuild")
    @AdministrativeAct("view.rebuild")
    ResponseEntity<RebuildStatus> rebuild(
            @PathVariable String view, @RequestBody(required = false) @Nullable RebuildRequest request)
            throws SQLException {
        RebuildRequest wanted = request == null ? new RebuildRequest(null, null, null, null) : request;
        return started(view, wanted.plan());
    }

    /** Lets the generation before serve again, once it has caught up. */
    @PostMapping("/v1/views/{view}/rollback")
    @AdministrativeAct("view.generation.rollback")
    ResponseEntity<RebuildStatus> rollback(@PathVariable String view) throws SQLException {
        return started(view, new RebuildPlan.Back());
    }

    private ResponseEntity<RebuildStatus> started(String view, RebuildPlan plan) throws SQLException {
        RebuildStatus status = engine.runner(view).rebuilds().start(plan);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/views/%s/rebuild".formatted(view)))
                .body(status);
    }

    /** The rebuild under way, or the last one. */
    @GetMapping("/v1/views/{view}/rebuild")
    RebuildStatus status(@PathVariable String view) throws SQLException {
        return engine.runner(view)
                .rebuilds()
                .status()
                .orElseThrow(() -> Problem.unknown("no-rebuild", "This view has not been rebuilt by this service."));
    }

    /** Gives a rebuild up, or discards what it has left; the generation that serves goes on as ever. */
    @DeleteMapping("/v1/views/{view}/rebuild")
    @AdministrativeAct("view.rebuild.cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String view) throws SQLException {
        engine.runner(view).rebuilds().cancel();
    }

    /** The one that serves, the one before, one in the making, and views of the past. */
    @GetMapping("/v1/views/{view}/generations")
    Generations generations(@PathVariable String view) throws SQLException {
        return new Generations(engine.runner(view).rebuilds().list());
    }

    /** Drops one that does not serve. */
    @DeleteMapping("/v1/views/{view}/generations/{name}")
    @AdministrativeAct("view.generation.drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String view, @PathVariable String name) throws SQLException {
        engine.runner(view).rebuilds().drop(name);
    }
}
