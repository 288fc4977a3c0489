package io.daybook.query.reporting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on reports that are streamed as CSV.
 *
 * @param csvRowsMax maximum rows of one CSV report
 * @param csvTimeMax maximum time of one CSV report, until its client has read it; it holds a connection meanwhile
 * @param csvAtOnceMax maximum concurrent CSV reports of an instance; the remaining connections answer everything else
 */
@Validated
@ConfigurationProperties("daybook.reports")
record ReportProperties(
        @DefaultValue("1000000") @Positive @Max(100_000_000) int csvRowsMax,
        @DefaultValue("60s") Duration csvTimeMax,
        @DefaultValue("4") @Positive int csvAtOnceMax) {}
