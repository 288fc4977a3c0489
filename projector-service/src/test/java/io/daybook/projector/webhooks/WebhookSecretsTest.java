package io.daybook.projector.webhooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Secrets in the database: encrypted by the master key, each bound to its subscription. */
class WebhookSecretsTest {

    private static final String FIRST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SECOND = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final String AS_A_RELEASE_BEFORE_STORED_THEM = """
            update subscriptions
            set plain_secret           = decode('MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', 'base64'),
                plain_previous_secret  = decode('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'),
                previous_secret_until  = now() + interval '1 hour',
                sealed_secret          = null,
                sealed_previous_secret = null
            """;

    private static final String OLD_MASTER_KEY = "2026 dGhlIGZpcnN0IHRoaXJ0eS10d28gYnl0ZXMgdGhlcmU=\n";
    private static final String NEW_MASTER_KEY = "2027 YW5vdGhlciB0aGlydHktdHdvIGJ5dGVzIG9mIGtleSE=\n";

    private static final String MASTER_KEYS = """
            select split_part(sealed_secret, ':', 3) || ' ' || split_part(sealed_previous_secret, ':', 3)
            from subscriptions
            """;

    private static final String PLAIN = """
            select count(*)
            from subscriptions
            where plain_secret is not null
               or plain_previous_secret is not null
            """;

    private final ProjectorService projector = new ProjectorService();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        projector.close();
        receiver.close();
    }

    private RunningService start(String... properties) {
        RunningService service = projector.start(Stream.concat(
                        Stream.of(
                                "daybook.views=webhooks",
                                "daybook.webhooks.allow-insecure-targets=true",
                                "daybook.webhooks.receivers=http://127.0.0.1:*",
                                "daybook.webhooks.poll-interval=50ms",
                                "daybook.webhooks.request-timeout=500ms",
                                "daybook.webhooks.lease-time=1s"),
                        Stream.of(properties))
                .toArray(String[]::new));
        eventually().until(() -> projector.get("/v1/webhooks").status() == 200);
        return service;
    }

    private static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    private Answer subscribe(String path, String secret) {
        Answer created = projector.post(
                "/v1/webhooks", "{\"url\": \"%s\", \"secret\": \"%s\"}".formatted(receiver.url(path), secret));
        assertThat(created.status()).isEqualTo(201);
        return created;
    }

    private void openAccount() {
        projector.publish(projector.recorded(
                UUID.randomUUID(),
                new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")),
                LocalDate.parse("2026-01-01")));
        projector.flush();
    }

    private void awaitReceived(int count) {
        eventually().untilAsserted(() -> assertThat(receiver.received()).hasSize(count));
    }

    @Test
    void no_secret_is_in_the_database_as_it_is_neither_the_present_one_nor_the_one_before() {
        start();
        String path = "/v1/webhooks/" + subscribe("/crm", FIRST).text("id");
        projector.post(path + "/secret", "{\"secret\": \"%s\"}".formatted(SECOND));

        assertThat(projector.query("webhooks", PLAIN)).containsExactly("0");
        assertThat(projector.query("webhooks", "select subscriptions::text from subscriptions"))
                .singleElement()
                .asString()
                .contains("master:1:")
                .doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "31f290f6bf06298a")
                .doesNotContain("MDEyMzQ1Njc4OWFiY2Rl", "3031323334353637");
        openAccount();
        awaitReceived(1);
        assertThat(receiver.received().getFirst().isSignedWith(FIRST)).isTrue();
        assertThat(receiver.received().getFirst().isSignedWith(SECOND)).isTrue();
    }

    @Test
    void secrets_that_a_release_before_has_stored_as_they_are_are_sealed_when_it_starts_and_sign_as_before() {
        RunningService service = start();
        subscribe("/crm", FIRST);
        service.close();
        projector.query("webhooks", AS_A_RELEASE_BEFORE_STORED_THEM + "returning url");
        openAccount();

        start();
        start();

        awaitReceived(1);
        assertThat(projector.query("webhooks", PLAIN)).containsExactly("0");
        assertThat(receiver.received().getFirst().isSignedWith(FIRST)).isTrue();
        assertThat(receiver.received().getFirst().isSignedWith(SECOND)).isTrue();
    }

    @Test
    void secrets_are_sealed_by_the_new_master_key_soon_after_it_is_in_the_file_and_the_old_one_can_go(
            @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("master-keys"), OLD_MASTER_KEY);
        start("daybook.personal-data.master-key-file=" + file, "daybook.webhooks.sweep-every=200ms");
        String path = "/v1/webhooks/" + subscribe("/crm", FIRST).text("id");
        projector.post(path + "/secret", "{\"secret\": \"%s\"}".formatted(SECOND));
        assertThat(projector.query("webhooks", MASTER_KEYS)).containsExactly("2026 2026");

        Files.writeString(file, NEW_MASTER_KEY + OLD_MASTER_KEY);

        eventually().untilAsserted(() -> assertThat(projector.query("webhooks", MASTER_KEYS))
                .containsExactly("2027 2027"));
        Files.writeString(file, NEW_MASTER_KEY);
        openAccount();
        awaitReceived(1);
        assertThat(receiver.received().getFirst().isSignedWith(FIRST)).isTrue();
        assertThat(receiver.received().getFirst().isSignedWith(SECOND)).isTrue();
        assertThat(projector.page("/actuator/prometheus")).contains("daybook_webhooks_secrets_old 0.0");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void without_its_master_key_nothing_is_sent_or_lost_or_counted_and_others_go_on(CapturedOutput output) {
        start();
        subscribe("/crm", FIRST);
        projector.query(
                "webhooks",
                "update subscriptions set sealed_secret = replace(sealed_secret, 'master:1:', 'master:1:gone-') returning url");
        subscribe("/other", SECOND);
        openAccount();
        awaitReceived(1);
        assertThat(receiver.received().getFirst().path()).isEqualTo("/other");
        openAccount();
        openAccount();
        awaitReceived(3);
        eventually().until(() -> !cannotBeDecrypted(output).isEmpty());

        assertThat(cannotBeDecrypted(output)).hasSize(1);
        assertThat(receiver.received()).allMatch(delivery -> delivery.path().equals("/other"));
        assertThat(projector.query("webhooks", "select tries from deliveries where status = 'PENDING'"))
                .containsExactly("0", "0", "0");

        projector.query(
                "webhooks",
                "update subscriptions set sealed_secret = replace(sealed_secret, 'gone-', '') returning url");

        awaitReceived(6);
        assertThat(receiver.received().getLast().isSignedWith(FIRST)).isTrue();
    }

    private static List<String> cannotBeDecrypted(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("The secret of a webhook cannot be decrypted"))
                .toList();
    }

    @Test
    void a_secret_that_was_copied_to_another_subscription_signs_nothing_there() {
        start();
        subscribe("/crm", FIRST);
        String id = subscribe("/other", SECOND).text("id");
        projector.query("webhooks", """
                update subscriptions
                set sealed_secret = source.sealed_secret
                from subscriptions as source
                where subscriptions.subscription_id = '%s'
                  and source.subscription_id <> subscriptions.subscription_id
                returning subscriptions.url""".formatted(id));

        openAccount();

        awaitReceived(1);
        eventually()
                .until(
                        () -> projector.query(
                                "webhooks", "select string_agg(status, ' ' order by status) from deliveries"),
                        List.of("DELIVERED PENDING")::equals);
        assertThat(receiver.received().getFirst().path()).isEqualTo("/crm");
    }
}
