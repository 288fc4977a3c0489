package io.daybook.serviceweb;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/** Answers to requests that the server finds unreadable when a controller looks at them, and to those that no controller saw. */
@RestController
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestProblemHandler implements ErrorController {

    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<ProblemDetail> unreadable() {
        return problem(HttpStatus.BAD_REQUEST, "malformed", "The request has a parameter that cannot be read.");
    }

    /** A body that is no JSON, too much of it, or JSON that says something else than is asked for. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException body) {
        if (BodyLimit.isCauseOf(body)) {
            return problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "The body is larger than %d bytes.".formatted(BodyLimit.BODY_BYTES_MAX));
        }
        if (!(body.getCause() instanceof JacksonException fault)) {
            return problem(HttpStatus.BAD_REQUEST, "malformed", "A JSON body is expected.");
        }
        ProblemDetail problem = ProblemDetails.of(HttpStatus.BAD_REQUEST, "malformed", JsonFault.explanation(fault));
        problem.setProperty("pointer", JsonFault.pointer(fault));
        return answer(problem);
    }

    /** Answers to an error that nobody has answered. */
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> unanswered(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        return problem(
                status,
                ProblemDetails.code(status),
                status.is5xxServerError()
                        ? "The fault is ours and has been logged. Ask again."
                        : "The request is not taken: %s.".formatted(status.getReasonPhrase()));
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, String detail) {
        return answer(ProblemDetails.of(status, code, detail));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
