package io.daybook.command.migration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the migration job, {@code daybook.migration}. A running service is given none of the passwords: it does not start
 * with one.
 *
 * @param log the database of the log
 * @param keys the database of the keys and the denied callers
 * @param reads the database of the recorded reads and administrative acts
 */
@Validated
@ConfigurationProperties("daybook.migration")
record MigrationProperties(
        @NotNull @Valid Owned log,
        @NotNull @Valid Owned keys,
        @NotNull @Valid Owned reads) {

    /**
     * A database, as the role that owns its tables.
     *
     * @param url JDBC URL
     * @param username name of the owner
     * @param password password of the owner
     * @param runtimeRole name of the role that the service which writes there runs as; it gets the rights that it needs
     */
    record Owned(
            @NotBlank String url,
            @NotBlank String username,
            @DefaultValue("") String password,
            @NotBlank String runtimeRole) {}
}
