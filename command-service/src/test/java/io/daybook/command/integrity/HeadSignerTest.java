package io.daybook.command.integrity;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.events.integrity.SigningKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others hold of the log is never contradicted by a later signature: a log that was changed is not signed any more. */
class HeadSignerTest {

    private final String logUrl = CommandService.freshLog();
    private final Superuser superuser = new Superuser(logUrl);
    private final String topic = "heads-" + UUID.randomUUID();
    private Path key = Path.of("");

    @BeforeEach
    void aLogOfThreeEventsOfWhichTheHeadIsPublished(@TempDir Path folder) throws IOException {
        key = Files.writeString(folder.resolve("key.pem"), SigningKey.generate().toPem());
        try (CommandService service = service()) {
            UUID account = service.anAccount();
            deposit(service, account);
            deposit(service, account);
            await().atMost(20, SECONDS).until(() -> superuser
                    .asks("select coalesce(max(position), 0) from signed_heads where published_at is not null")
                    .equals("3"));
        }
    }

    private CommandService service() {
        return CommandService.on(
                logUrl,
                "daybook.relay.enabled=false",
                "daybook.integrity.topic=" + topic,
                "daybook.integrity.head-interval=50ms",
                "daybook.integrity.signing-key-file=" + key);
    }

    private static void deposit(CommandService service, UUID account) {
        assertThat(service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}")
                        .status())
                .isEqualTo(201);
    }

    private static double contradicted(CommandService service) {
        return service.bean(MeterRegistry.class)
                .get("daybook.log.contradicted")
                .gauge()
                .value();
    }

    @Test
    void a_log_that_nobody_touched_is_signed_on_after_a_restart() {
        try (CommandService service = service()) {
            service.anAccount();

            await().atMost(20, SECONDS).until(() -> superuser
                    .asks("select max(position) from signed_heads")
                    .equals("4"));
            assertThat(contradicted(service)).isZero();
        }
    }

    /** Without its heads the database alone no longer tells; the topic does. */
    @ParameterizedTest
    @ValueSource(
            strings = {"select 1", "delete from signed_heads", "delete from signed_heads; delete from merkle_nodes"})
    void a_log_that_was_written_anew_is_not_signed_and_an_alarm_is_raised(String traces) throws SQLException {
        superuser.rewritesFrom(2);
        superuser.does(traces);
        String before = superuser.asks("select count(*) from signed_heads");

        try (CommandService service = service()) {
            service.anAccount();

            await().atMost(20, SECONDS).until(() -> contradicted(service) == 1);
            assertThat(superuser.asks("select count(*) from signed_heads")).isEqualTo(before);
        }
    }

    @Test
    void a_log_whose_tail_was_cut_off_with_all_its_heads_is_not_signed() throws SQLException {
        superuser.does("""
                delete from events where position > 2;
                update log_head set position = 2, hash = (select hash from events where position = 2);
                delete from signed_heads
                """);

        try (CommandService service = service()) {
            await().atMost(20, SECONDS).until(() -> contradicted(service) == 1);
            assertThat(superuser.asks("select count(*) from signed_heads")).isEqualTo("0");
        }
    }
}
