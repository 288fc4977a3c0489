package io.daybook.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords that are in no environment and on no command line. */
class SecretsTest {

    @Test
    void passwords_are_read_from_files_that_are_named_like_their_settings(@TempDir Path folder) throws IOException {
        // As an editor leaves it, with an end of line.
        Files.writeString(folder.resolve("spring.datasource.password"), Databases.COMMAND + "\n");
        Files.writeString(folder.resolve("spring.flyway.password"), Databases.LOG_OWNER);

        try (CommandService service = CommandService.on(
                CommandService.freshLog(),
                "daybook.relay.enabled=false",
                "DAYBOOK_SECRETS=" + folder,
                "spring.datasource.password",
                "spring.flyway.password")) {
            assertThat(service.anAccount()).isNotNull();
        }
    }
}
