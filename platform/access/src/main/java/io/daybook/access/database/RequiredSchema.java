package io.daybook.access.database;

import io.daybook.serviceweb.DatabaseFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables that the migration job makes, as this release needs them. The role that asks owns none of them, and may see which
 * migrations they have.
 */
public final class RequiredSchema {

    private final String database;
    private final JdbcClient jdbc;
    private final String history;
    private final Set<String> needed;

    private RequiredSchema(String database, String schema, String migrations, DataSource dataSource) {
        this.database = database;
        this.jdbc = JdbcClient.create(dataSource);
        this.history = """
                select version
                from   %s.flyway_schema_history
                where  success
                and    version is not null
                """.formatted(schema);
        this.needed = versions(migrations);
    }

    /** The log, in the schema {@code public}. */
    public static RequiredSchema ofLog(DataSource dataSource) {
        return new RequiredSchema("daybook_log", "public", "log", dataSource);
    }

    /**
     * A schema whose migrations are in the folder of its name.
     *
     * @param database the database's name, for messages
     */
    public static RequiredSchema of(String database, String schema, DataSource dataSource) {
        return new RequiredSchema(database, schema, schema, dataSource);
    }

    private static Set<String> versions(String migrations) {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:db/%s/V*__*.sql".formatted(migrations));
            return Arrays.stream(files)
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .map(name -> name.substring(1, name.indexOf("__")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database's name. */
    public String database() {
        return database;
    }

    /**
     * The versions of migrations that the tables lack; all of them if there are no tables.
     *
     * @throws DataAccessException if the database does not answer
     */
    public Set<String> missing() {
        var missing = new TreeSet<>(needed);
        try {
            missing.removeAll(jdbc.sql(history).query(String.class).set());
        } catch (DataAccessException e) {
            if (!DatabaseFault.isNotMade(e)) {
                throw e;
            }
        }
        return missing;
    }
}
