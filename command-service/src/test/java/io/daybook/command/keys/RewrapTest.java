package io.daybook.command.keys;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RecordedActs;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change of the master key while the service runs. */
class RewrapTest {

    private static final String PATH = "/v1/keys/rewrap";
    private static final String OLD_KEY = line("2026", "the first thirty-two bytes there");
    private static final String NEW_KEY = line("2027", "another thirty-two bytes of key!");

    private static String line(String name, String key) {
        return name + " " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static ConditionFactory eventually() {
        return await().atMost(30, SECONDS);
    }

    @Test
    void the_master_key_is_changed_and_the_old_one_removed_without_a_restart(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("master-keys"), List.of(OLD_KEY));
        try (CommandService service = CommandService.on(
                CommandService.freshLog(),
                "daybook.personal-data.master-key-file=" + file,
                "daybook.personal-data.store.url=" + TestServers.freshKeys(),
                "daybook.personal-data.remembered=0s")) {
            assertThat(service.anAccount()).isNotNull();
            String ada =
                    service.bean(PersonalDataCipher.class).encryptorFor("ada").encrypt("Ada Lovelace");
            Answer before = service.get(PATH);
            assertThat(before.text("state")).isEqualTo("NOT_REQUESTED");
            assertThat(before.body().path("masterKeys").toString()).isEqualTo("[{\"name\":\"2026\",\"keys\":3}]");
            Files.write(file, List.of(NEW_KEY, OLD_KEY));
            eventually().until(() -> service.get(PATH).text("masterKey").equals("2027"));

            Answer begun = service.send(
                    "POST", PATH, "", "Authorization", CommandService.as("otto-21"), "Daybook-Reason", "as each year");

            assertThat(begun.status()).isEqualTo(202);
            assertThat(begun.header("Location")).isEqualTo(PATH);
            eventually().until(() -> service.get(PATH).text("state").equals("COMPLETED"));
            Answer done = service.get(PATH);
            assertThat(done.text("requestedBy")).isEqualTo("otto-21");
            assertThat(done.body().path("masterKeys").toString())
                    .isEqualTo("[{\"name\":\"2027\",\"keys\":3},{\"name\":\"2026\",\"keys\":0}]");
            Files.write(file, List.of(NEW_KEY));
            eventually().until(() -> service.get(PATH).body().path("masterKeys").size() == 1);
            assertThat(service.bean(PersonalDataCipher.class).decrypt(ada)).contains("Ada Lovelace");
            assertThat(service.anAccount()).isNotNull();
        }
        assertThat(RecordedActs.of("otto-21")).singleElement().satisfies(act -> {
            assertThat(act.action()).isEqualTo("keys.rewrap");
            assertThat(act.reason()).isEqualTo("as each year");
            assertThat(act.status()).isEqualTo(202);
        });
    }
}
