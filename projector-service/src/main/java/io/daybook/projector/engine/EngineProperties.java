package io.daybook.projector.engine;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Views that this process fills, the topic that they are filled from, and their databases.
 *
 * @param topic the topic that the log is published to
 * @param views the views to fill; one that is not named here opens no connection
 * @param databases each view's database
 * @param instance names this process among those that fill the same views, if they are to be told apart over a restart: one
 *     that comes back under its name gets its partitions back at once
 * @param readerRole the role that the query-service reads with
 * @param concurrency threads that share the partitions of a view
 * @param batchMax events in one transaction
 * @param gather by view, how long the broker may gather events before it hands them over, unless there are many; a view that is
 *     not named has each at once. A transaction costs much the same for one event as for a hundred, so that what nobody waits
 *     for is better taken in together
 * @param parkedMax events that cannot be applied and are set aside, in one view; beyond it the view stops, because then the
 *     fault is not the events'
 * @param rebuild how views are built anew
 * @param retryPauseMax the longest pause between two attempts while a database is down
 */
@Validated
@ConfigurationProperties("daybook")
public record EngineProperties(
        @NotBlank String topic,
        @NotEmpty List<String> views,
        Map<String, Database> databases,
        @Nullable String instance,
        @DefaultValue("daybook_query") @NotBlank String readerRole,
        @DefaultValue("1") @Min(1) @Max(64) int concurrency,
        @DefaultValue("5000") @Min(1) @Max(50_000) int batchMax,
        @DefaultValue Map<String, Duration> gather,
        @DefaultValue("1000") @Min(0) @Max(1_000_000) long parkedMax,
        @DefaultValue @Valid Rebuild rebuild,
        @DefaultValue("5s") Duration retryPauseMax) {

    /**
     * Rebuilding of views.
     *
     * @param workers threads that share the partitions, each with a connection; more than the database has cores to spare are
     *     of no use
     * @param batchMax events in one transaction; each worker holds as many in memory, at one or two kilobytes apiece
     * @param readersWaitMax how long a swap waits for answers that began before it; none of them is ever cut off
     */
    public record Rebuild(
            @DefaultValue("2") @Min(1) @Max(64) int workers,
            @DefaultValue("20000") @Min(1) @Max(50_000) int batchMax,
            @DefaultValue("60s") Duration readersWaitMax) {}

    /**
     * A database.
     *
     * @param url its JDBC URL
     * @param username the role that owns it
     * @param password that role's password
     */
    public record Database(
            String url, String username, @DefaultValue("") String password) {}
}
