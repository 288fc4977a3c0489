package io.daybook.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {

    private static final String OLD_KEY = line("2026:a", "the first thirty-two bytes there");
    private static final String NEW_KEY = line("2027", "another thirty-two bytes of key!");
    private static final byte[] SECRET = "a secret that signs".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private SecretCipher cipher;

    @BeforeEach
    void start() {
        cipher = cipher(OLD_KEY);
    }

    private static String line(String name, String key) {
        return name + " " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private SecretCipher cipher(String... masterKeys) {
        try {
            Path file = Files.write(Files.createTempFile(folder, "master", "keys"), List.of(masterKeys));
            return new SecretCipher(new MasterKeyFile(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_secret_is_read_again_and_is_not_in_the_text() {
        String encrypted = cipher.encrypt("webhook:1", SECRET);

        assertThat(cipher.decrypt("webhook:1", encrypted)).isEqualTo(SECRET);
        assertThat(encrypted)
                .startsWith("master:1:2026:a:")
                .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(SECRET));
        assertThat(cipher.encrypt("webhook:1", SECRET)).isNotEqualTo(encrypted);
    }

    @Test
    void a_secret_of_an_older_master_key_is_read_as_long_as_its_line_is_there() {
        String encrypted = cipher.encrypt("webhook:1", SECRET);

        assertThat(cipher(NEW_KEY, OLD_KEY).decrypt("webhook:1", encrypted)).isEqualTo(SECRET);
        assertThat(cipher(NEW_KEY, OLD_KEY).encrypt("webhook:1", SECRET)).startsWith("master:1:2027:");
        assertThat(cipher.isCurrent(encrypted)).isTrue();
        assertThat(cipher(NEW_KEY, OLD_KEY).isCurrent(encrypted)).isFalse();
        assertThatThrownBy(() -> cipher(NEW_KEY).decrypt("webhook:1", encrypted))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageContaining("'2026:a' is not in the file");
    }

    @Test
    void a_secret_means_nothing_under_another_owner() {
        String encrypted = cipher.encrypt("webhook:1", SECRET);

        assertThatThrownBy(() -> cipher.decrypt("webhook:2", encrypted)).isInstanceOf(KeysUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_c2VjcmV0", "master:1:", "master:1:x", "master:1:2026:a:###", "master:1:2026:a:AAAA"})
    void a_text_that_is_no_encrypted_secret_is_refused(String text) {
        assertThatThrownBy(() -> cipher.decrypt("webhook:1", text)).isInstanceOf(KeysUnavailable.class);
    }
}
