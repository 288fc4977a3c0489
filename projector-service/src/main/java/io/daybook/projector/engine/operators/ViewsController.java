package io.daybook.projector.engine.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.projector.engine.runner.Engine;
import io.daybook.projector.engine.runner.ViewRunner;
import io.daybook.projector.engine.runner.ViewState;
import io.daybook.projector.engine.verification.Verdict;
import io.daybook.serviceweb.TextTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells operators how the views are doing. */
@RestController
class ViewsController {

    private final Engine engine;

    ViewsController(Engine engine) {
        this.engine = engine;
    }

    /**
     * All views of this process.
     *
     * @param items one a view
     */
    record Views(List<ViewInfo> items) {}

    /**
     * Status of a view. What cannot be found out at the moment is absent.
     *
     * @param name the view
     * @param state present state
     * @param trouble reason why it has to try again, if it has
     * @param generation counts how often the view has been built
     * @param position the highest log position in it
     * @param lagEvents events in the topic that are not in it yet
     * @param lagSeconds seconds since the event applied last was published, 0 if nothing is missing
     * @param eventsPerSecond events applied a second, lately
     * @param parked events set aside: those that cannot be applied, and those that wait behind them
     * @param verification outcome of its last comparison with the log; absent if it cannot be compared
     * @param nextOffsets the next offset by partition of the topic
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ViewInfo(
            String name,
            ViewState state,
            @Nullable String trouble,
            @Nullable Long generation,
            @Nullable Long position,
            @Nullable Long lagEvents,
            @Nullable Double lagSeconds,
            double eventsPerSecond,
            @Nullable Long parked,
            @Nullable Verdict verification,
            @Nullable Map<Integer, Long> nextOffsets) {}

    @GetMapping("/v1/views")
    Views views() throws InterruptedException {
        var items = new ArrayList<ViewInfo>();
        for (ViewRunner runner : engine.runners()) {
            items.add(info(runner));
        }
        return new Views(items);
    }

    /** The same as a table, for terminals. */
    @GetMapping(path = "/v1/views", produces = MediaType.TEXT_PLAIN_VALUE)
    String viewsAsTable() throws InterruptedException {
        var table = new TextTable(
                "VIEW", "STATE", "POSITION", "LAG", "SECONDS", "EVENTS/S", "PARKED", "GENERATION", "VERIFIED");
        for (ViewInfo view : views().items()) {
            table.row(
                    view.name(),
                    view.state(),
                    view.position(),
                    view.lagEvents(),
                    view.lagSeconds(),
                    Math.round(view.eventsPerSecond()),
                    view.parked(),
                    view.generation(),
                    view.verification() == null ? null : view.verification().state());
        }
        return table.toString();
    }

    private static ViewInfo info(ViewRunner runner) throws InterruptedException {
        double rate = Math.round(runner.metrics().eventsPerSecond());
        try {
            ViewRunner.Progress progress = runner.progress();
            long lag = progress.lagEvents();
            double secondsBehind = runner.metrics().secondsBehind(lag);
            var nextOffsets = new TreeMap<Integer, Long>();
            progress.checkpoints()
                    .forEach((partition, checkpoint) -> nextOffsets.put(partition, checkpoint.nextOffset()));
            return new ViewInfo(
                    runner.view(),
                    runner.state(),
                    runner.trouble(),
                    runner.rebuilds().servingNumber(),
                    progress.position(),
                    lag,
                    Double.isNaN(secondsBehind) ? null : secondsBehind,
                    rate,
                    runner.parked().count(),
                    runner.verification().verdict().orElse(null),
                    nextOffsets);
        } catch (SQLException | DataAccessException | ExecutionException e) {
            return new ViewInfo(
                    runner.view(), runner.state(), runner.trouble(), null, null, null, null, rate, null, null, null);
        }
    }
}
