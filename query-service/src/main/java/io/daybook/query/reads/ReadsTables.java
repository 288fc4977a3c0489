package io.daybook.query.reads;

import io.daybook.query.database.DatabasesProperties;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Tables of the database of recorded reads and administrative acts, each kind in a schema of its own. */
final class ReadsTables {

    private ReadsTables() {}

    /**
     * Brings a schema's tables to their present form.
     *
     * @param schema the schema, which is also the folder of its migrations
     * @param database the database, as the role that runs against it
     * @param owner the role that owns the tables
     * @throws org.flywaydb.core.api.FlywayException if that was not possible; the same again is safe
     */
    static void make(String schema, DatabasesProperties.ViewDatabase database, ReadAuditProperties.Owner owner) {
        Flyway.configure()
                .dataSource(database.url(), owner.username(), owner.password())
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/" + schema)
                .placeholders(Map.of("runtimeRole", database.username()))
                .load()
                .migrate();
    }
}
