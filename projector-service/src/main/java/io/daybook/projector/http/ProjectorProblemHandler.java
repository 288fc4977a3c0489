package io.daybook.projector.http;

import io.daybook.serviceweb.Problem;
import io.daybook.serviceweb.ProblemExceptionHandler;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Turns faults of operators' requests into problem details. */
@RestControllerAdvice
class ProjectorProblemHandler extends ProblemExceptionHandler {

    @ExceptionHandler({SQLException.class, RuntimeException.class})
    @Nullable
    ResponseEntity<Object> fault(Exception fault, WebRequest request) {
        return answer(isDatabaseUnavailable(fault) ? unavailable(fault) : internal(fault, "Ask again."), request);
    }

    private Problem unavailable(Exception fault) {
        return viewUnavailable(
                fault,
                "A view's database did not answer an operator",
                "The view's database does not answer, or its tables are not there yet. Ask again a little later.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException unknown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.unknown("unknown-path", "There is nothing at this path."), request);
    }
}
