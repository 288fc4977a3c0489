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
 * @param csvRowsMax rows of one report; a spreadsheet takes as many
 * @param csvTimeMax how long one report may take, the time in which its caller reads it included; it holds a connection all
 *     the while
 * @param csvAtOnceMax reports that are streamed at the same time; the connections that are left answer everything else
 */
@Validated
@ConfigurationProperties("daybook.reports")
record ReportProperties(
        @DefaultValue("1000000") @Positive @Max(100_000_000) int csvRowsMax,
        @DefaultValue("60s") Duration csvTimeMax,
        @DefaultValue("4") @Positive int csvAtOnceMax) {}
