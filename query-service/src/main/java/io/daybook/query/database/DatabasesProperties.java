package io.daybook.query.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Databases of the views, and of the reads that are recorded.
 *
 * @param databases by the view's name
 */
@Validated
@ConfigurationProperties("daybook")
public record DatabasesProperties(@DefaultValue Map<String, @Valid Database> databases) {

    /**
     * One view's database.
     *
     * @param url its JDBC URL
     * @param username a role that may read, and need not be able to do more
     * @param password the role's password
     * @param schema the generation of the view to read; left away, the one that serves. A view of the past that the
     *     projector-service has built aside is read by its name, {@code balances_at_4711}; it stays as it is, so a query that
     *     waits for a version that is not in it waits in vain
     * @param connectionsMax how many connections the pool opens at most; a read takes well under a millisecond of one
     * @param connectionWaitMax how long a query waits for a connection before it answers that there is none; short, because
     *     a database that is down must not hold its callers
     * @param statementTimeMax how long one statement may take before the database ends it
     */
    public record Database(
            @NotBlank String url,
            @NotBlank String username,
            @DefaultValue("") String password,
            @Nullable String schema,
            @DefaultValue("16") @Positive int connectionsMax,
            @DefaultValue("1500ms") Duration connectionWaitMax,
            @DefaultValue("5s") Duration statementTimeMax) {}

    /**
     * The database of a view.
     *
     * @throws IllegalStateException if it is not configured
     */
    public Database of(String view) {
        Database database = databases.get(view);
        if (database == null) {
            throw new IllegalStateException(
                    "'%1$s' is switched on, but daybook.databases.%1$s is not set.".formatted(view));
        }
        return database;
    }
}
