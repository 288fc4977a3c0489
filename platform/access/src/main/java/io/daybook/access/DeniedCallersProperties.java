package io.daybook.access;

import io.daybook.access.database.SmallPool;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Database of the denied callers, {@code daybook.access.denied-callers}; by default that of the keys of personal data, with its
 * role.
 *
 * @param url JDBC URL
 * @param username name of a role that can read the table; the command-service's also writes it
 * @param password password of the role
 */
@ConfigurationProperties("daybook.access.denied-callers")
record DeniedCallersProperties(
        String url, String username, @DefaultValue("") String password) {

    SmallPool.Database database() {
        return new SmallPool.Database(url, username, password);
    }
}
