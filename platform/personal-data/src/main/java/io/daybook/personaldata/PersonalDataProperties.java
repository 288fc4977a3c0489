package io.daybook.personaldata;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the encryption of personal data, {@code daybook.personal-data}.
 *
 * @param masterKeyFile the file with the master keys, see {@link MasterKeys}; a service does not start without it, and takes up
 *     what changes in it
 * @param store the database with the customers' data keys
 * @param remembered time for which a service caches a data key; for that long it may still decrypt erased data
 */
@Validated
@ConfigurationProperties("daybook.personal-data")
public record PersonalDataProperties(
        @NotNull(message = "must name the file with the master keys: docs/privacy.md says how to make one")
        Path masterKeyFile,

        @NotNull @Valid Store store,
        @DefaultValue("30s") Duration remembered) {

    /**
     * A database.
     *
     * @param url JDBC URL
     * @param username name of the role
     * @param password password of the role
     */
    public record Store(
            @NotBlank String url,
            @NotBlank String username,
            @DefaultValue("") String password) {}
}
