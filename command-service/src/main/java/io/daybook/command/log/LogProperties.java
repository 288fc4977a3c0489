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
 * @param zone the bank's time zone, in which a value date begins and ends
 * @param queueCapacity maximum commands in the queue; one more is answered with 429
 * @param batchMax maximum commands of one commit
 * @param answerWaitMax maximum wait of a client for the outcome, before it is answered that the outcome is unknown
 * @param cachedStreams streams whose states are cached
 * @param snapshotEvery events of a stream between two snapshots of its state
 * @param catchUpMax maximum events of other instances that are applied to the cached states; beyond it the cache starts
 *     empty, which costs less
 * @param requireSynchronousStandby true if a database that commits without a synchronous standby is to be reported, in the
 *     log's status and as a metric; it is written to all the same
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
        @DefaultValue("20000") @Min(1) int catchUpMax,
        @DefaultValue("false") boolean requireSynchronousStandby) {}
