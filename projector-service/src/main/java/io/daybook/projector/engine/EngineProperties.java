package io.daybook.projector.engine;

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
 * Which views this process fills, and from where to where.
 *
 * @param topic the topic that the log is published to
 * @param views the views to fill; one that is not named here opens no connection
 * @param databases each view's database
 * @param instance names this process among those that fill the same views, if they are to be told apart over a restart: one
 *     that comes back under its name gets its partitions back at once
 * @param readerRole the role that the query-service reads with
 * @param concurrency threads that share the partitions of a view
 * @param batchMax events in one transaction
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
        @DefaultValue("5s") Duration retryPauseMax) {

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
