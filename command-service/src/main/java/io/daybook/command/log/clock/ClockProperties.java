package io.daybook.command.log.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the time by which events are recorded.
 *
 * @param aheadMax maximum difference between this instance's clock and the database's, ahead or behind; beyond it nothing is
 *     recorded and the instance is not ready
 * @param headAcceptedUntil latest recorded time of a last event that is ahead of the database's clock by more than that and is
 *     gone on from all the same; until the clock has reached it, all events are given that one recorded time
 */
@ConfigurationProperties("daybook.clock")
public record ClockProperties(
        @DefaultValue("5s") Duration aheadMax, @Nullable Instant headAcceptedUntil) {}
