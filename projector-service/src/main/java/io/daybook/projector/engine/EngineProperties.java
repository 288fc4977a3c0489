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
 * @param views the views to fill; one that is not named opens no connection
 * @param databases each view's database
 * @param instance name of this process among those that fill the same views; with a stable name, a quick restart moves no
 *     partitions
 * @param readerRole the role of the query-service
 * @param concurrency threads that share the partitions of a view
 * @param batchMax maximum events of one transaction
 * @param gather by view, how long the broker may gather events before it delivers them, unless there are many; a view that
 *     is not named gets each immediately. A transaction costs about the same for one event as for a hundred
 * @param parkedMax maximum parked events of a view; beyond it the view stops, because the defect is then the view's
 * @param rebuild rebuilds of views
 * @param retryPauseMax maximum pause between two attempts while a database is unavailable
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
     * @param workers threads that share the partitions, each with a connection; more than the idle cores of the database are
     *     of no use
     * @param batchMax maximum events of one transaction
     * @param readersWaitMax maximum wait of a swap for transactions of readers that began before it; none is cancelled
     */
    public record Rebuild(
            @DefaultValue("2") @Min(1) @Max(64) int workers,
            @DefaultValue("20000") @Min(1) @Max(50_000) int batchMax,
            @DefaultValue("60s") Duration readersWaitMax) {}

    /**
     * A database.
     *
     * @param url JDBC URL
     * @param username name of the role that owns the database
     * @param password password of the role
     */
    public record Database(
            String url, String username, @DefaultValue("") String password) {}
}
