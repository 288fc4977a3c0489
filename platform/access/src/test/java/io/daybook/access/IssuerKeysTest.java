package io.daybook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys of an issuer that publishes new ones, withdraws old ones, and is not always there. */
@Timeout(30)
class IssuerKeysTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ECKey first = TestIssuer.key("first");
    private final ECKey second = TestIssuer.key("second");
    private final TestIssuer issuer = new TestIssuer(first);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void a_key_that_is_withdrawn_is_believed_for_a_minute_at_most() throws KeySourceException {
        var keys = IssuerKeys.of(issuer.name(), issuer.address(), SHORT, AT_ONCE);
        assertThat(has(keys, first)).isTrue();

        issuer.publish(second);

        untilGone(keys, first);
        assertThat(has(keys, second)).isTrue();
        assertThat(IssuerKeys.AGE_MAX.plus(ValidatedTokenCache.REMEMBERED)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_key_that_is_new_is_fetched_as_soon_as_a_token_names_it() throws KeySourceException {
        var keys = IssuerKeys.of(issuer.name(), issuer.address(), LONG, Duration.ofSeconds(50));
        assertThat(has(keys, first)).isTrue();

        issuer.publish(first, second);

        assertThat(has(keys, second)).isTrue();
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void a_file_of_keys_is_read_again_when_it_changes(@TempDir Path folder) throws IOException, KeySourceException {
        Path file = Files.writeString(folder.resolve("keys.json"), issuer.keySet());
        var keys = IssuerKeys.of(issuer.name(), file.toUri(), SHORT, AT_ONCE);
        assertThat(has(keys, first)).isTrue();

        issuer.publish(second);
        Files.writeString(file, issuer.keySet());

        assertThat(has(keys, second)).isTrue();
        untilGone(keys, first);
    }

    @Test
    void a_file_without_keys_is_refused_at_the_start(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), "no keys");

        assertThatThrownBy(() -> IssuerKeys.of(issuer.name(), file.toUri()))
                .hasMessageContaining("daybook.access.keys")
                .hasMessageContaining("is no JSON Web Key Set");
    }

    @Test
    void the_last_keys_are_good_while_the_issuer_does_not_answer() throws KeySourceException {
        var keys = IssuerKeys.of(issuer.name(), issuer.address(), AT_ONCE, AT_ONCE);
        assertThat(has(keys, first)).isTrue();

        issuer.isDown(true);
        int before = issuer.fetches();
        while (issuer.fetches() < before + 2) {
            assertThat(has(keys, first)).isTrue();
        }
    }

    @Test
    void an_issuer_that_never_answered_is_asked_no_more_often_than_one_that_does() {
        issuer.isDown(true);
        var keys = IssuerKeys.of(issuer.name(), issuer.address(), LONG, Duration.ofSeconds(50));

        for (int i = 0; i < 60; i++) {
            assertThatThrownBy(() -> has(keys, first)).isInstanceOf(KeySourceException.class);
        }

        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void keys_are_found_by_the_metadata_of_the_issuer_and_of_no_other() throws KeySourceException {
        assertThat(has(IssuerKeys.of(issuer.name(), null), first)).isTrue();

        var ofAnother = IssuerKeys.of(issuer.name() + "/other", null);
        assertThatThrownBy(() -> has(ofAnother, first)).isInstanceOf(KeySourceException.class);
    }

    private static void untilGone(IssuerKeys keys, ECKey key) throws KeySourceException {
        while (has(keys, key)) {
            Thread.onSpinWait();
        }
    }

    private static boolean has(IssuerKeys keys, ECKey key) throws KeySourceException {
        var byId = new JWKMatcher.Builder().keyID(key.getKeyID()).build();
        return !keys.get(new JWKSelector(byId), null).isEmpty();
    }
}
