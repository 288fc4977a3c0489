package io.daybook.projector.engine.verification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Comparison of the views with the log.
 *
 * @param cron schedule on which all views are compared, one after the other, such as {@code 0 30 2 * * *}; a single hyphen for
 *     never
 * @param sliceStreams streams that are compared at once, in one snapshot of the view
 * @param eventsPerSecond maximum events of the log that are read in a second, on average; it rests at least as long as it works
 */
@Validated
@ConfigurationProperties("daybook.verification")
public record VerificationProperties(
        @DefaultValue("-") String cron,
        @DefaultValue("500") @Min(1) @Max(10_000) int sliceStreams,
        @DefaultValue("2000") @Min(1) @Max(1_000_000) int eventsPerSecond) {}
