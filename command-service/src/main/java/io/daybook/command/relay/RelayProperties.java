package io.daybook.command.relay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of publishing the log.
 *
 * @param enabled whether this instance may relay at all
 * @param topic the topic's name
 * @param partitions partitions that the topic is made with: the most projectors that can share a view's work
 * @param replication copies that the topic is made with
 * @param batchMax events that are published before the checkpoint moves
 * @param pollInterval how long the relay sleeps if nothing wakes it; only a fallback, as every commit does
 * @param checkpointInterval how often the checkpoint is written, at most: each time is a commit that the log's own would wait
 *     for; after a crash that much is published again
 * @param publishWaitMax how long Kafka may take to confirm a batch; then the relay begins again at its checkpoint, with a look
 *     whether the topic is still there
 * @param retryPause how long the relay pauses after a failure, and between two attempts to become the active one
 */
@Validated
@ConfigurationProperties("daybook.relay")
public record RelayProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("${daybook.topic:daybook.events}") @NotBlank
        String topic,

        @DefaultValue("8") @Min(1) @Max(1024) int partitions,
        @DefaultValue("1") @Min(1) short replication,
        @DefaultValue("5000") @Min(1) int batchMax,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("100ms") Duration checkpointInterval,
        @DefaultValue("30s") Duration publishWaitMax,
        @DefaultValue("500ms") Duration retryPause) {}
