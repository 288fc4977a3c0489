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
     * @param url JDBC URL
     * @param username name of a role that can read; it needs no other rights
     * @param password password of the role
     * @param schema the generation of the view to read; if absent, the serving one. A point-in-time view is read by its
     *     name, {@code balances_at_4711}; it never changes, so a query that waits for a later version waits in vain
     * @param connectionsMax maximum connections of the pool
     * @param connectionWaitMax maximum wait of a query for a connection; short, because an unavailable database must not
     *     hold its callers
     * @param statementTimeMax maximum time of one statement before the database ends it
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
