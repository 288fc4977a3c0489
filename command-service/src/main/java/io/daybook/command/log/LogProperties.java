package io.daybook.command.log;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of appending to the log by this instance.
 *
 * @param zone the bank's zone: in it a value date begins and ends
 * @param queueCapacity commands that may wait; one more is answered with 429
 * @param batchMax commands that one commit may carry
 * @param answerWaitMax how long a caller waits for the answer before it is told that the outcome is unknown
 * @param cachedStreams streams whose states are kept in memory
 * @param snapshotEvery events of a stream between two snapshots of its state
 * @param catchUpMax events of other instances that are folded into the cached states; if there are more, the cache starts
 *     anew, which costs less
 */
@Validated
@ConfigurationProperties("daybook.log")
public record LogProperties(
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int queueCapacity,
        @DefaultValue("1000") @Min(1) @Max(10_000) int batchMax,
        @DefaultValue("15s") Duration answerWaitMax,
        @DefaultValue("100000") @Min(1) int cachedStreams,
        @DefaultValue("500") @Min(2) int snapshotEvery,
        @DefaultValue("20000") @Min(1) int catchUpMax) {}
