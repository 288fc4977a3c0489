package io.daybook.command.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.access.Identity;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.personaldata.KeyRewrapping;
import io.daybook.personaldata.KeyRewrapping.Progress;
import io.daybook.personaldata.KeyRewrapping.State;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Change of the master key, over REST. */
@RestController
class RewrapController {

    private static final String PATH = "/v1/keys/rewrap";

    private final KeyRewrapping rewrapping;
    private final RewrapRunner runner;

    RewrapController(KeyRewrapping rewrapping, RewrapRunner runner) {
        this.rewrapping = rewrapping;
        this.runner = runner;
    }

    /**
     * Progress of wrapping all keys by the current master key.
     *
     * @param state NOT_REQUESTED, RUNNING, COMPLETED, or INCOMPLETE if what is left cannot be unwrapped; that is tried again
     * @param masterKey name of the current master key: the first of this instance's file
     * @param requestedBy who asked for it last
     * @param requestedAt time of that
     * @param done number of keys that the current master key wraps
     * @param total number of all keys
     * @param failed number of keys that could not be unwrapped when all were gone over last
     * @param trouble why one of them could not be
     * @param masterKeys the master keys of the file, and those that wrap anything
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rewrap(
            State state,
            String masterKey,
            @Nullable String requestedBy,
            @Nullable Instant requestedAt,
            long done,
            long total,
            long failed,
            @Nullable String trouble,
            List<MasterKeyUse> masterKeys) {

        static Rewrap of(Progress progress) {
            return new Rewrap(
                    progress.state(),
                    progress.masterKey(),
                    progress.requestedBy(),
                    progress.requestedAt(),
                    progress.done(),
                    progress.total(),
                    progress.failed(),
                    progress.trouble(),
                    progress.keysByMasterKey().entrySet().stream()
                            .map(use -> new MasterKeyUse(use.getKey(), use.getValue()))
                            .toList());
        }
    }

    /**
     * A master key.
     *
     * @param name its name in the file
     * @param keys number of keys that it wraps; without any, no customer's data needs it any more
     */
    record MasterKeyUse(String name, long keys) {}

    /** Has all keys wrapped by the current master key, in the background. Once more does no harm. */
    @PostMapping(PATH)
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    @AdministrativeAct("keys.rewrap")
    ResponseEntity<Rewrap> begin(Identity caller) {
        rewrapping.request(caller.actor());
        runner.wake();
        return ResponseEntity.accepted().location(URI.create(PATH)).body(progress());
    }

    /** Tells how far it is, and which master keys are still needed. */
    @GetMapping(PATH)
    Rewrap progress() {
        return Rewrap.of(rewrapping.progress());
    }
}
