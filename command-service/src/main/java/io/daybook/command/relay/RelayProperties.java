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
 * @param enabled true if this instance may relay
 * @param topic name of the topic
 * @param partitions partitions of a topic that is created: the maximum number of projectors that share a view
 * @param replication replicas of a topic that is created
 * @param batchMax maximum events that are published before the checkpoint moves
 * @param pollInterval interval of polling if nothing wakes the relay; a fallback, because every commit does
 * @param checkpointInterval shortest interval between two writes of the checkpoint, each a commit that delays the log's own;
 *     after a crash that much is published again
 * @param publishWaitMax maximum time for Kafka to confirm a batch; then the relay starts again at its checkpoint and checks
 *     whether the topic exists
 * @param retryPause pause after a failure, and between two attempts to become the active relay
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
