package io.daybook.command.http;

import io.daybook.access.ProblemDetails;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.Refusal.VersionDiffers;
import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.EventLogUnavailableException;
import io.daybook.personaldata.KeysUnavailable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The one place where refusals and faults become problem details (RFC 9457), each with a stable type. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String TYPE_PREFIX = "/problems/";
    private static final String RETRY_AFTER_SECONDS = "1";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(CommandRefusedException refused) {
        Refusal refusal = refused.refusal();
        ProblemDetail problem = problem(status(refusal.kind()), refusal.code(), refusal.detail());
        if (refusal instanceof VersionDiffers differs) {
            problem.setProperty("actualVersion", differs.actual());
        }
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(CommandQueueFullException busy) {
        return later(problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "busy",
                "%s The command was not taken. Send it again a little later.".formatted(busy.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(EventLogUnavailableException unavailable) {
        return later(problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "log-unavailable",
                "%s It may be unknown whether the command was recorded. Send it again with the same Idempotency-Key."
                        .formatted(unavailable.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keysUnavailable(KeysUnavailable unavailable) {
        LOG.atWarn().setCause(unavailable).log("A command needs a key that cannot be had.");
        return later(problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "keys-unavailable",
                "The keys of personal data cannot be had at the moment. Send the command again with the same"
                        + " Idempotency-Key; what is recorded to be erased will be erased."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badHeader(InvalidHeaderException bad) {
        return answer(malformed(bad.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badField(InvalidFieldException bad) {
        ProblemDetail problem = malformed(bad.getMessage());
        problem.setProperty("pointer", bad.pointer());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badPath(MethodArgumentTypeMismatchException bad) {
        return answer(malformed("%s in the path must be a UUID.".formatted(bad.getName())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(RuntimeException fault) {
        LOG.atError().setCause(fault).log("A request failed for a fault of ours.");
        return answer(problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "The fault is ours and has been logged. Send the command again with the same Idempotency-Key."));
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
        ProblemDetail problem = malformed(errors.stream()
                .map(error -> error.get("pointer") + " " + error.get("detail"))
                .sorted()
                .collect(Collectors.joining("; ")));
        problem.setProperty("errors", errors);
        return asObject(problem);
    }

    /** Everything else that Spring finds wrong with a request gets a type as stable as its status. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && URI.create("about:blank").equals(typeOf(problem))) {
            HttpStatus known = HttpStatus.valueOf(status.value());
            problem.setType(URI.create(
                    TYPE_PREFIX + known.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static URI typeOf(ProblemDetail problem) {
        URI type = problem.getType();
        return type == null ? URI.create("about:blank") : type;
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

    private static ProblemDetail malformed(@Nullable String detail) {
        return problem(HttpStatus.BAD_REQUEST, "malformed", String.valueOf(detail));
    }

    private static ProblemDetail problem(HttpStatus status, String code, String detail) {
        return ProblemDetails.of(status, code, detail);
    }

    private static ResponseEntity<ProblemDetail> later(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<Object> asObject(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Says its media type itself, so that a caller who accepts no JSON still reads why. */
    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
