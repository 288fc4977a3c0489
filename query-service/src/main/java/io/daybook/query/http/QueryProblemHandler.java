package io.daybook.query.http;

import io.daybook.personaldata.KeysUnavailable;
import io.daybook.serviceweb.Problem;
import io.daybook.serviceweb.ProblemExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Turns faults of queries into problem details. */
@RestControllerAdvice
class QueryProblemHandler extends ProblemExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(QueryProblemHandler.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> fault(RuntimeException fault, WebRequest request) {
        boolean isUnavailable = fault instanceof TransactionException || isDatabaseUnavailable(fault);
        return answer(isUnavailable ? unavailable(fault) : internal(fault, "Ask again."), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> keysUnavailable(KeysUnavailable fault, WebRequest request) {
        LOG.atWarn().setCause(fault).log("A query needs a key that cannot be had.");
        var problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "keys-unavailable",
                "The keys of personal data cannot be had at the moment. Ask again a little later.");
        return answer(problem.retryLater(), request);
    }

    private Problem unavailable(RuntimeException fault) {
        return viewUnavailable(
                fault,
                "A query found no database",
                "The database behind this query does not answer at the moment. Ask again a little later.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException unknown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                Problem.unknown("unknown-path", "There is nothing at this path, or its group is switched off."),
                request);
    }
}
