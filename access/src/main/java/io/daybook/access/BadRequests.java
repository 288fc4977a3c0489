package io.daybook.access;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the server finds wrong with a request when a controller looks at it, and what no controller saw at all. */
@RestController
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BadRequests implements ErrorController {

    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<ProblemDetail> unreadable() {
        return problem(HttpStatus.BAD_REQUEST, "malformed", "The request has a parameter that cannot be read.");
    }

    /** Where the server goes with an error that nobody has answered. */
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> unanswered(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        return problem(
                status,
                status.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                status.is5xxServerError()
                        ? "The fault is ours and has been logged. Ask again."
                        : "The request is not taken: %s.".formatted(status.getReasonPhrase()));
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetails.of(status, code, detail));
    }
}
