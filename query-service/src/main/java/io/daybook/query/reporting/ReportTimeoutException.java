package io.daybook.query.reporting;

import io.daybook.serviceweb.Problem;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A report takes longer than it may. */
final class ReportTimeoutException extends Problem {

    private static final long serialVersionUID = 1L;

    ReportTimeoutException(Duration timeMax) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "report-too-slow",
                "The report takes longer than it may, which is %d ms. Ask for fewer days at once, or filter."
                        .formatted(timeMax.toMillis()));
        retryLater();
    }
}
