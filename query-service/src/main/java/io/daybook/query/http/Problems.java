package io.daybook.query.http;

import io.daybook.access.DatabaseFault;
import io.daybook.personaldata.KeysUnavailable;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
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
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The one place where faults become problem details; a {@link Problem} already is one. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final URI NO_TYPE = URI.create("about:blank");

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> fault(RuntimeException fault, WebRequest request) {
        Problem problem = isUnavailable(fault) ? unavailable(fault) : internal(fault);
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> keysUnavailable(KeysUnavailable fault, WebRequest request) {
        LOG.atWarn().setCause(fault).log("A query needs a key that cannot be had.");
        Problem problem = new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "keys-unavailable",
                        "The keys of personal data cannot be had at the moment. Ask again a little later.")
                .retryLater();
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    private static boolean isUnavailable(RuntimeException fault) {
        return fault instanceof DataAccessResourceFailureException
                || fault instanceof TransientDataAccessException
                || fault instanceof TransactionException
                || DatabaseFault.passes(fault);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }

    private static Problem unavailable(RuntimeException fault) {
        LOG.atWarn().log("A query found no database: {}", DatabaseFault.summary(fault));
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "view-unavailable",
                        "The database behind this query does not answer at the moment. Ask again a little later.")
                .retryLater();
    }

    private static Problem internal(RuntimeException fault) {
        LOG.atError().setCause(fault).log("A request failed for a fault of ours.");
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal", "The fault is ours and has been logged. Ask again.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        Problem problem = Problem.badParameter(name, expected(mismatch));
        return handleExceptionInternal(problem, problem.getBody(), headers, problem.getStatusCode(), request);
    }

    private static String expected(TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(" or "));
        }
        return causes(mismatch)
                .filter(InvalidParameterException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElse("of another form");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException unknown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem =
                Problem.unknown("unknown-path", "There is nothing at this path, or its group is switched off.");
        return handleExceptionInternal(problem, problem.getBody(), headers, problem.getStatusCode(), request);
    }

    /** Everything else that Spring finds wrong with a request gets a type as stable as its status. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && (problem.getType() == null || NO_TYPE.equals(problem.getType()))) {
            HttpStatus known = HttpStatus.valueOf(status.value());
            problem.setType(URI.create(
                    "/problems/" + known.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
