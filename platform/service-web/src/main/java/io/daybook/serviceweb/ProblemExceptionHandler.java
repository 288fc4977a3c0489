package io.daybook.serviceweb;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.springframework.web.HttpMediaTypeNotSupportedException;
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

    /** Names the parameter, and what it must be. */
    @Override
    protected final @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        return answer(Problem.badParameter(name, expected(mismatch)), request);
    }

    private static String expected(TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(" or "));
        }
        boolean isNumber = type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type));
        return Stream.<Throwable>iterate(mismatch, cause -> cause != null, Throwable::getCause)
                .filter(InvalidTextException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElse(isNumber ? "a whole number" : "of another form");
    }

    /** Lists the media types that are taken, also in the header Accept. */
    @Override
    protected final @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException bad, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String given = request.getHeader(HttpHeaders.CONTENT_TYPE);
        var problem = new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "%s Taken here: %s."
                        .formatted(
                                given == null
                                        ? "The body has no Content-Type."
                                        : "A body of the Content-Type %s is not taken here.".formatted(given),
                                MediaType.toString(bad.getSupportedMediaTypes())));
        problem.getHeaders().putAll(headers);
        return answer(problem, request);
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
