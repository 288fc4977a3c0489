package io.daybook.command.relay;

import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.access.Identity;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.access.operations.DescribedAct;
import io.daybook.command.http.InvalidFieldException;
import io.daybook.command.http.PrintableText;
import io.daybook.events.MacRange;
import io.daybook.serviceweb.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The relay, for operators: how far it is, and the log published again. Any instance can be asked. */
@RestController
class RelayController {

    private static final URI RELAY = URI.create("/v1/relay");
    private static final int RETRY_AFTER_SECONDS = 1;

    private final RelayProgressStore store;
    private final RelayWatch watch;
    private final Clock clock;

    RelayController(RelayProgressStore store, RelayWatch watch, Clock clock) {
        this.store = store;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * State of the relay.
     *
     * @param active true if the instance that answers is the one that relays
     * @param publishedPosition up to where the log has been published
     * @param macFromPosition the first position from which on every event is in the topic with a MAC; absent if the last one
     *     has none
     * @param macKeys ids of the keys of those MACs, which readers need
     * @param lagEvents events in the log that have not been published
     * @param lagSeconds seconds that the oldest of them has been waiting, 0 if there is none
     * @param trouble fault at the instance that answers since it last went well; absent if there is none
     * @param replay the newest replay; absent if there never was one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RelayInfo(
            boolean active,
            long publishedPosition,
            @Nullable Long macFromPosition,
            @Nullable List<String> macKeys,
            long lagEvents,
            double lagSeconds,
            RelayWatch.@Nullable Trouble trouble,
            @Nullable Replay replay) {}

    /**
     * Asks for a replay.
     *
     * @param fromPosition the first position to publish again
     * @param reason reason in free text
     */
    record ReplayRequest(
            long fromPosition,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason) implements DescribedAct {

        @Override
        public String about() {
            return "from position %d".formatted(fromPosition);
        }
    }

    /**
     * A replay was taken up.
     *
     * @param notice meaning for new events
     * @param relay state of the relay
     */
    record ReplayAnswer(String notice, RelayInfo relay) {}

    @GetMapping("/v1/relay")
    RelayInfo relay() {
        return info(store.read());
    }

    @PostMapping("/v1/relay/replay")
    @AdministrativeAct("relay.replay")
    ResponseEntity<ReplayAnswer> replay(@Valid @RequestBody ReplayRequest request, Identity caller) {
        long published = store.read().published();
        if (request.fromPosition() < 1) {
            throw new InvalidFieldException("/fromPosition", "a position of the log, 1 or greater");
        }
        if (request.fromPosition() > published) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "not-published-yet",
                            "The log has been published up to position %d; a replay begins there or before."
                                    .formatted(published))
                    .with("publishedPosition", published);
        }
        if (!store.beginReplay(request.fromPosition(), caller.actor(), request.reason())) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "replay-running",
                    "A replay is under way. Wait for its end, or cancel it with DELETE /v1/relay/replay.");
        }
        var answer = new ReplayAnswer(
                "Events recorded from now on are published when the replay is complete, so that their order stays whole.",
                info(store.read()));
        return ResponseEntity.accepted().location(RELAY).body(answer);
    }

    @DeleteMapping("/v1/relay/replay")
    @AdministrativeAct("relay.replay.cancel")
    RelayInfo cancel() {
        if (!store.cancelReplay()) {
            throw new Problem(HttpStatus.NOT_FOUND, "no-replay", "No replay is under way.");
        }
        return info(store.read());
    }

    @ExceptionHandler({DataAccessException.class, CannotCreateTransactionException.class})
    ResponseEntity<Object> unavailable(RuntimeException unavailable) {
        Problem problem = new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "log-unavailable",
                        "The log could not be reached. Ask again a little later.")
                .retryAfter(RETRY_AFTER_SECONDS);
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }

    private RelayInfo info(RelayProgress progress) {
        MacRange macs = progress.macs();
        return new RelayInfo(
                watch.isActive(),
                progress.published(),
                macs == null ? null : macs.from(),
                macs == null ? null : macs.keys(),
                progress.lagEvents(),
                progress.lagSeconds(clock.instant()),
                watch.trouble().orElse(null),
                store.newestReplay().orElse(null));
    }
}
