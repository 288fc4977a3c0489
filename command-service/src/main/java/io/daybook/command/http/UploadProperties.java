package io.daybook.command.http;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of how fast files arrive. A file that arrives more slowly is not taken, so that its place is free for others.
 *
 * @param perSecondMin minimum size that arrives in a second, on average over the time that the service waits for the file
 * @param pauseMax longest pause within any body of a request, and the time after which the average counts
 * @param documentTimeMax longest time in which a document arrives
 * @param importTimeMax longest time in which a file to import arrives
 */
@Validated
@ConfigurationProperties("daybook.uploads")
record UploadProperties(
        @DefaultValue("4KB") @NotNull DataSize perSecondMin,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration pauseMax,
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration documentTimeMax,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration importTimeMax) {}
