package io.daybook.serviceweb;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns exceptions into problem details; a {@link Problem} already is one. Each service's advice extends this with the faults
 * that only it knows.
 */
public abstract class ProblemExceptionHandler extends ResponseEntityExceptionHandler {

    private static final URI NO_TYPE = URI.create("about:blank");

    private final Logger log = LoggerFactory.getLogger(getClass());

    /** Answers with a problem, unless an answer has begun already. */
    protected final @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    /**
     * Logs a fault of the service itself and tells the caller no more than that there is one.
     *
     * @param advice next step that the caller may take
     */
    protected final Problem internal(Exception fault, String advice) {
        log.atError().setCause(fault).log("A request failed for a fault of ours.");
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "The fault is ours and has been logged. %s".formatted(advice));
    }

    /** Logs that a database is away, without the data in its message, and tells the caller to come back. */
    protected final Problem viewUnavailable(Exception fault, String message, String detail) {
        log.atWarn().log("{}: {}", message, DatabaseFault.summary(fault));
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "view-unavailable", detail).retryLater();
    }

    /** Tells whether a database failed in a way that passes. */
    protected static boolean isDatabaseUnavailable(Exception fault) {
        return fault instanceof TransientDataAccessException
                || fault instanceof DataAccessResourceFailureException
                || DatabaseFault.passes(fault);
    }

    /** The name of the parameter whose text cannot be converted. */
    protected static String parameterName(TypeMismatchException mismatch) {
        return mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
    }

    /**
     * Everything else that Spring finds wrong with a request gets a type as stable as its status. Names the media type, so that
     * a caller who accepts no JSON still reads the cause.
     */
    @Override
    protected final ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && (problem.getType() == null || NO_TYPE.equals(problem.getType()))) {
            problem.setType(ProblemDetails.type(ProblemDetails.code(HttpStatus.valueOf(status.value()))));
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
