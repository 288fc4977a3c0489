package io.daybook.command.http;

import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.Refusal.VersionDiffers;
import io.daybook.command.log.ClockDeviatesException;
import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.EventLogUnavailableException;
import io.daybook.personaldata.KeysUnavailable;
import io.daybook.serviceweb.Problem;
import io.daybook.serviceweb.ProblemExceptionHandler;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns refusals and faults into problem details (RFC 9457), each with a stable type. */
@RestControllerAdvice
class CommandProblemHandler extends ProblemExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CommandProblemHandler.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(CommandRefusedException refused, WebRequest request) {
        Refusal refusal = refused.refusal();
        var problem = new Problem(status(refusal.kind()), refusal.code(), refusal.detail());
        if (refusal instanceof VersionDiffers differs) {
            problem.with("actualVersion", differs.actual());
        }
        if (refused.isRepeated()) {
            problem.getHeaders().set(CommandAnswer.REPLAYED, "true");
        }
        return answer(problem, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> busy(CommandQueueFullException busy, WebRequest request) {
        var problem = new Problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "busy",
                "%s The command was not taken. Send it again a little later.".formatted(busy.getMessage()));
        return answer(problem.retryLater(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unavailable(EventLogUnavailableException unavailable, WebRequest request) {
        var problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "log-unavailable",
                "%s It may be unknown whether the command was recorded. Send it again with the same Idempotency-Key."
                        .formatted(unavailable.getMessage()));
        return answer(problem.retryLater(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> clockDeviates(ClockDeviatesException deviates, WebRequest request) {
        var problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "clock-deviates",
                "%s Nothing was recorded. Send the command again, best to another instance."
                        .formatted(deviates.getMessage()));
        return answer(problem.retryLater(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> keysUnavailable(KeysUnavailable unavailable, WebRequest request) {
        LOG.atWarn().setCause(unavailable).log("A command needs a key that cannot be had.");
        var problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "keys-unavailable",
                "The keys of personal data cannot be had at the moment. Send it again a little later, a command under"
                        + " the same idempotency key; what is recorded to be erased will be erased.");
        return answer(problem.retryLater(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> badHeader(InvalidHeaderException bad, WebRequest request) {
        return answer(Problem.malformed(String.valueOf(bad.getMessage())), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> badField(InvalidFieldException bad, WebRequest request) {
        return answer(Problem.malformed(String.valueOf(bad.getMessage())).with("pointer", bad.pointer()), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> badPath(MethodArgumentTypeMismatchException bad, WebRequest request) {
        return answer(Problem.malformed("%s in the path must be a UUID.".formatted(bad.getName())), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> fault(RuntimeException fault, WebRequest request) {
        return answer(internal(fault, "Send it again, a command under the same idempotency key."), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = invalid.getFieldErrors().stream()
                .map(error -> Map.of(
                        "pointer",
                        "/" + error.getField().replace('.', '/'),
                        "detail",
                        // What Spring says of what it cannot convert names classes.
                        error.isBindingFailure()
                                ? "is not of the form that is taken there"
                                : String.valueOf(error.getDefaultMessage())))
                .toList();
        String detail = errors.stream()
                .map(error -> error.get("pointer") + " " + error.get("detail"))
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(Problem.malformed(detail).with("errors", errors), request);
    }

    private static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case NOT_ALLOWED_NOW -> HttpStatus.CONFLICT;
            case AGAINST_THE_RULES -> HttpStatus.UNPROCESSABLE_CONTENT;
            case VERSION_DIFFERS -> HttpStatus.PRECONDITION_FAILED;
            case NOT_ALLOWED_TO_CALLER -> HttpStatus.FORBIDDEN;
        };
    }
}
