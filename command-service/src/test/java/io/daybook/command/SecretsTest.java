package io.daybook.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.access.database.ForbiddenPasswordException;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords that are in no environment and on no command line, and those that are refused. */
class SecretsTest {

    @Test
    void passwords_are_read_from_files_that_are_named_like_their_settings(@TempDir Path folder) throws IOException {
        // As an editor leaves it, with an end of line.
        Files.writeString(folder.resolve("spring.datasource.password"), Databases.COMMAND + "\n");

        try (CommandService service = CommandService.on(
                CommandService.freshLog(),
                "daybook.relay.enabled=false",
                "DAYBOOK_SECRETS=" + folder,
                "spring.datasource.password")) {
            assertThat(service.anAccount()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daybook.migration.log.password",
                "daybook.migration.keys.password",
                "daybook.migration.reads.password",
                "spring.flyway.password",
                "daybook.personal-data.owner.password",
                "daybook.reads.owner.password"
            })
    void no_running_service_may_have_the_password_of_an_owner(String setting) {
        assertThatExceptionOfType(ForbiddenPasswordException.class)
                .isThrownBy(() -> CommandService.on("jdbc:postgresql://127.0.0.1:1/nowhere", setting + "=secret"))
                .withMessageContaining(setting)
                .withMessageContaining("migration job");
    }

    @Test
    void in_production_no_sample_password_and_no_roles_name_is_a_password() {
        Map<String, String> settings = Map.of(
                "spring.datasource.password",
                "local-command",
                "daybook.operations.password",
                Databases.COMMAND,
                "spring.kafka.properties.sasl.jaas.config",
                "PlainLoginModule required username=\"command\" password=\"local-kafka-command\";");

        settings.forEach((setting, value) -> assertThatExceptionOfType(ForbiddenPasswordException.class)
                .as(setting)
                .isThrownBy(() -> RunningService.start(
                        CommandServiceApplication.class,
                        List.of(
                                "daybook.profile=production",
                                "daybook.operations.username=" + Databases.COMMAND,
                                setting + "=" + value)))
                .withMessageContaining(setting)
                .withMessageContaining("In production"));
    }

    @Test
    void every_sample_password_is_known_as_one() throws IOException {
        assertThat(Files.readAllLines(Path.of("../.env")).stream()
                        .filter(line -> line.contains("_PASSWORD="))
                        .map(line -> line.substring(line.indexOf('=') + 1)))
                .isNotEmpty()
                .allMatch(password -> password.startsWith("local-"));
    }
}
