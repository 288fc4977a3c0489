package io.daybook.query.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Databases of the views, and of the reads that are recorded.
 *
 * @param viewDatabase the database of every view, as far as {@code databases} says nothing else; that of the reads likewise
 * @param databases by the view's name, where its database differs from the others
 */
@Validated
@ConfigurationProperties("daybook")
public record DatabasesProperties(
        @NotNull @Valid ViewDatabase viewDatabase,
        @DefaultValue Map<String, @Valid Database> databases) {

    /**
     * Database of every view.
     *
     * @param url JDBC URL, in which {name} stands for the view's name
     * @param username name of a role that can read; it needs no other rights
     * @param password password of the role
     * @param connectionsMax maximum connections of a view's pool
     * @param connectionWaitMax maximum wait of a query for a connection; short, because an unavailable database must not
     *     hold its callers
     * @param statementTimeMax maximum time of one statement before the database ends it
     */
    public record ViewDatabase(
            @NotBlank String url,
            @NotBlank String username,
            @DefaultValue("") String password,
            @DefaultValue("16") @Positive int connectionsMax,
            @DefaultValue("1500ms") Duration connectionWaitMax,
            @DefaultValue("5s") Duration statementTimeMax) {}

    /**
     * Differences of the database of one view.
     *
     * @param url JDBC URL
     * @param username name of a role that can read; it needs no other rights
     * @param password password of the role
     * @param schema the generation of the view to read; if absent, the serving one. A point-in-time view is read by its
     *     name, {@code balances_at_4711}; it never changes, so a query that waits for a later version waits in vain
     * @param connectionsMax maximum connections of the pool
     * @param connectionWaitMax maximum wait of a query for a connection
     * @param statementTimeMax maximum time of one statement before the database ends it
     */
    public record Database(
            @Nullable @Size(min = 1) String url,
            @Nullable @Size(min = 1) String username,
            @Nullable String password,
            @Nullable String schema,
            @Nullable @Positive Integer connectionsMax,
            @Nullable Duration connectionWaitMax,
            @Nullable Duration statementTimeMax) {}

    /** The database of a view. */
    public ViewDatabase of(String view) {
        return new ViewDatabase(
                own(view, Database::url).orElseGet(() -> viewDatabase.url().replace("{name}", view)),
                own(view, Database::username).orElseGet(viewDatabase::username),
                own(view, Database::password).orElseGet(viewDatabase::password),
                own(view, Database::connectionsMax).orElseGet(viewDatabase::connectionsMax),
                own(view, Database::connectionWaitMax).orElseGet(viewDatabase::connectionWaitMax),
                own(view, Database::statementTimeMax).orElseGet(viewDatabase::statementTimeMax));
    }

    /** The schema of a view to read, which is named as the view unless another generation is configured. */
    public String schema(String view) {
        return own(view, Database::schema).orElse(view);
    }

    private <T> Optional<T> own(String view, Function<Database, @Nullable T> setting) {
        return Optional.ofNullable(databases.get(view)).map(setting);
    }
}
