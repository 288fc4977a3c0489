package io.daybook.query.reporting;

import io.daybook.query.database.DatabasesProperties;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a report that the database ended for its length from a database that does not answer. */
@RestControllerAdvice(basePackageClasses = ReportingGroup.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReportTimeoutHandler {

    private final Duration statementTimeMax;

    ReportTimeoutHandler(DatabasesProperties databases) {
        this.statementTimeMax = databases.of(ReportingGroup.NAME).statementTimeMax();
    }

    @ExceptionHandler(QueryTimeoutException.class)
    ResponseEntity<ProblemDetail> tooSlow() {
        var problem = new ReportTimeoutException(statementTimeMax);
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }
}
