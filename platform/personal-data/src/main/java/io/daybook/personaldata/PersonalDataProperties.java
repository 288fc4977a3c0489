package io.daybook.personaldata;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the encryption of personal data, {@code daybook.personal-data}.
 *
 * @param masterKeyFile the file with the master keys, see {@link MasterKeys}; a service does not start without it
 * @param store the database of customers' keys
 * @param owner the role that makes the tables there; left away by services that only read
 * @param remembered the time for which a service keeps a key that it has read, and may still decrypt what was erased meanwhile
 */
@Validated
@ConfigurationProperties("daybook.personal-data")
public record PersonalDataProperties(
        @NotNull(message = "must name the file with the master keys: docs/privacy.md says how to make one")
        Path masterKeyFile,

        @NotNull @Valid Store store,
        @Nullable @Valid Owner owner,
        @DefaultValue("30s") Duration remembered) {

    /**
     * A database.
     *
     * @param url its JDBC URL
     * @param username the role of this service
     * @param password the role's password
     */
    public record Store(
            @NotBlank String url,
            @NotBlank String username,
            @DefaultValue("") String password) {}

    /**
     * A role.
     *
     * @param username its name
     * @param password its password
     */
    public record Owner(
            @NotBlank String username, @DefaultValue("") String password) {}
}
