package io.daybook.projector.http;

import io.daybook.access.DatabaseFault;
import java.net.URI;
import java.sql.SQLException;
import java.util.Locale;
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

    @ExceptionHandler({SQLException.class, RuntimeException.class})
    @Nullable
    ResponseEntity<Object> fault(Exception fault, WebRequest request) {
        boolean passes = fault instanceof TransientDataAccessException
                || fault instanceof DataAccessResourceFailureException
                || DatabaseFault.passes(fault);
        Problem problem = passes ? unavailable(fault) : internal(fault);
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    private static Problem unavailable(Exception fault) {
        LOG.atWarn().log("A view's database did not answer an operator: {}", DatabaseFault.summary(fault));
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "view-unavailable",
                        "The view's database does not answer, or its tables are not there yet. Ask again a little later.")
                .retryLater();
    }

    private static Problem internal(Exception fault) {
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
        Problem problem = Problem.malformed("%s is of another form than this path takes.".formatted(name))
                .with("parameter", name);
        return handleExceptionInternal(problem, problem.getBody(), headers, problem.getStatusCode(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException unknown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = Problem.unknown("unknown-path", "There is nothing at this path.");
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
