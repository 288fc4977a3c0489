package io.daybook.command.callers;

import static java.util.Objects.requireNonNull;

import io.daybook.access.DeniedCaller;
import io.daybook.access.DeniedCallerTable;
import io.daybook.access.Identity;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.serviceweb.DatabaseFault;
import io.daybook.serviceweb.Problem;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Callers who are let in nowhere. Every service knows of a change within five seconds. */
@RestController
class DeniedCallerController {

    private static final Logger LOG = LoggerFactory.getLogger(DeniedCallerController.class);

    private final DeniedCallerTable table;
    private final Clock clock;

    DeniedCallerController(DeniedCallerTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** All who are denied now. */
    record DeniedCallerList(List<DeniedCaller> items) {}

    /** Lists who is denied now, the longest first. */
    @GetMapping("/v1/denied-callers")
    DeniedCallerList all() {
        return new DeniedCallerList(answered(table::all));
    }

    /** Denies a subject or a token everywhere. Once more, it changes the reason and the end of the denial that is there. */
    @PostMapping("/v1/denied-callers")
    @ApiResponse(responseCode = "200", description = "It was denied already.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "It is denied.", useReturnTypeSchema = true)
    @AdministrativeAct("caller.deny")
    ResponseEntity<DeniedCaller> deny(
            @Valid @RequestBody DenialRequest request, Identity caller, HttpServletRequest http) {
        request.checkCaller();
        request.checkEnd();
        checkOther(request, caller, http);
        if (request.until() != null && !request.until().isAfter(clock.instant())) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "denial-already-over",
                    "until is not in the future. Choose a later instant, or leave it away.");
        }
        UUID id = UUID.randomUUID();
        DeniedCaller denied = answered(() -> put(id, request, caller.actor()));
        return denied.id().equals(id)
                ? ResponseEntity.created(URI.create("/v1/denied-callers/" + id)).body(denied)
                : ResponseEntity.ok(denied);
    }

    private static void checkOther(DenialRequest request, Identity caller, HttpServletRequest http) {
        boolean isOwn = request.tokenId() == null
                ? caller.actor().equals(request.subject())
                : Identity.tokenId(http).filter(request.tokenId()::equals).isPresent();
        if (isOwn) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "own-denial",
                    "This would shut out yourself, and nobody might be left to undo it. Have another person do it.");
        }
    }

    private DeniedCaller put(UUID id, DenialRequest request, String actor) {
        if (table.isFull()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "too-many-denied-callers",
                    "There are %d denials, which is all there may be. End some, or deny subjects instead of tokens."
                            .formatted(DeniedCallerTable.ROWS_MAX));
        }
        return request.tokenId() == null
                ? table.putSubject(id, requireNonNull(request.subject()), request.reason(), actor, request.until())
                : table.putTokenId(id, request.tokenId(), request.reason(), actor, request.until());
    }

    /** Lets a caller in again. */
    @DeleteMapping("/v1/denied-callers/{id}")
    @AdministrativeAct("caller.allow")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void allow(@PathVariable UUID id) {
        if (!answered(() -> table.remove(id))) {
            throw Problem.unknown(
                    "unknown-denied-caller", "Nobody is denied under this id. The denial may have ended before.");
        }
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            LOG.atWarn().log("The denied callers could not be reached: {}", DatabaseFault.summary(e));
            throw new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "denied-callers-unavailable",
                            "The database of the denied callers does not answer. Whoever was denied before still is."
                                    + " Send the request again a little later; to send it twice does no harm.")
                    .retryLater();
        }
    }
}
