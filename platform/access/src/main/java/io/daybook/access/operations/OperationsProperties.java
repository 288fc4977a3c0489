package io.daybook.access.operations;

import io.daybook.access.database.SmallPool;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the record of administrative acts, {@code daybook.operations}, in services that have such acts.
 *
 * @param url JDBC URL of the database, which is that of the recorded reads
 * @param username name of a role that can insert; it needs no other rights
 * @param password password of the role
 */
@ConfigurationProperties("daybook.operations")
record OperationsProperties(
        @Nullable String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password) {

    /**
     * The database.
     *
     * @throws IllegalStateException if none is configured
     */
    SmallPool.Database database() {
        if (url == null || url.isBlank()) {
            throw new IllegalStateException("Administrative acts are recorded before they are done. Set"
                    + " daybook.operations.url (DAYBOOK_OPERATIONS_URL) to the database daybook_reads."
                    + " See docs/operations.md.");
        }
        return new SmallPool.Database(url, username, password);
    }
}
