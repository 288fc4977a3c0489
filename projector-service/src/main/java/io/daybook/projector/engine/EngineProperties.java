package io.daybook.projector.engine;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
 * @param views the views to fill; one that is not named opens no connection. If absent, all that are registered
 * @param viewDatabase the database of every view, as far as {@code databases} says nothing else
 * @param databases by view, where its database differs from the others
 * @param instance name of this process among those that fill the same views; with a stable name, a quick restart moves no
 *     partitions
 * @param readerRole the role of the query-service
 * @param concurrency threads that share the partitions of a view
 * @param batchMax maximum events of one transaction
 * @param gather by view, the time of {@code gatherDefault} where it differs; zero for each event immediately
 * @param gatherDefault time for which the broker may gather a view's events before it delivers them, unless there are many. A
 *     transaction costs about the same for one event as for a hundred
 * @param parkedMax maximum parked events of a view; beyond it the view stops, because the defect is then the view's
 * @param rebuild rebuilds of views
 * @param retryPauseMax maximum pause between two attempts while a database is unavailable
 */
@Validated
@ConfigurationProperties("daybook")
public record EngineProperties(
        @NotBlank String topic,
        @Nullable @Size(min = 1) List<String> views,
        @NotNull @Valid ViewDatabase viewDatabase,
        @DefaultValue Map<String, Database> databases,
        @Nullable String instance,
        @DefaultValue("daybook_query") @NotBlank String readerRole,
        @DefaultValue("1") @Min(1) @Max(64) int concurrency,
        @DefaultValue("5000") @Min(1) @Max(50_000) int batchMax,
        @DefaultValue("0ms") Duration gatherDefault,
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
     * Database of every view.
     *
     * @param url JDBC URL, in which {name} stands for the view's name
     * @param username name of the role that owns the databases
     * @param password password of the role
     */
    public record ViewDatabase(
            @NotBlank String url,
            @NotBlank String username,
            @DefaultValue("") String password) {}

    /**
     * Differences of the database of one view.
     *
     * @param url JDBC URL
     * @param username name of the role that owns the database
     * @param password password of the role
     */
    public record Database(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {}

    /** The views to fill, those that are set or else those that are registered. */
    public List<String> filledViews() {
        return views == null ? RegisteredViews.names() : views;
    }

    /** The database of a view. */
    public ViewDatabase database(String view) {
        Database own = databases.getOrDefault(view, new Database(null, null, null));
        return new ViewDatabase(
                own.url() == null ? viewDatabase.url().replace("{name}", view) : own.url(),
                own.username() == null ? viewDatabase.username() : own.username(),
                own.password() == null ? viewDatabase.password() : own.password());
    }

    /** Time for which the broker may gather events of a view. */
    public Duration gathered(String view) {
        return gather.getOrDefault(view, gatherDefault);
    }
}
