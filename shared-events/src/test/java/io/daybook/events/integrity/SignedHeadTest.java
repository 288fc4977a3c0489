package io.daybook.events.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedHeadTest {

    /** Test 1 of RFC 8032, section 7.1, as openssl writes its secret key and its public key. */
    private static final String PRIVATE_PEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;

    private static final String PUBLIC_PEM = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    private static final LogHead HEAD = new LogHead(
            7,
            Hash.NONE,
            Instant.parse("2026-02-01T08:30:00.123456Z"),
            Merkle.empty(),
            Instant.parse("2026-02-01T08:30:05Z"));

    private final SigningKey key = SigningKey.generate();
    private final SignedHead signed = key.sign(HEAD);

    @Test
    void what_is_signed_is_six_lines() {
        assertThat(new String(HEAD.bytes(), StandardCharsets.US_ASCII)).isEqualTo("""
                daybook-log-head-v1
                7
                0000000000000000000000000000000000000000000000000000000000000000
                2026-02-01T08:30:00.123456Z
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                2026-02-01T08:30:05Z
                """);
    }

    @Test
    void a_private_key_knows_the_public_key_that_belongs_to_it() {
        assertThat(SigningKey.parse(PRIVATE_PEM).verifyingKey().toPem()).isEqualTo(PUBLIC_PEM);
    }

    @Test
    void keys_survive_being_written_down() {
        VerifyingKey read = VerifyingKey.parseAll(key.verifyingKey().toPem()).getFirst();

        assertThat(read.hasSigned(SigningKey.parse(key.toPem()).sign(HEAD))).isTrue();
        assertThat(read.id()).isEqualTo(signed.keyId()).matches("[0-9a-f]{64}");
    }

    @Test
    void a_signature_holds_for_what_was_signed_and_nothing_else() {
        VerifyingKey verifying = key.verifyingKey();
        var later = new LogHead(8, HEAD.hash(), HEAD.recordedAt(), HEAD.root(), HEAD.signedAt());
        var elsewhere = new LogHead(7, HEAD.hash(), HEAD.recordedAt(), Hash.NONE, HEAD.signedAt());

        assertThat(verifying.hasSigned(signed)).isTrue();
        assertThat(verifying.hasSigned(SignedHead.of(later, signed.keyId(), signed.signature())))
                .isFalse();
        assertThat(verifying.hasSigned(SignedHead.of(elsewhere, signed.keyId(), signed.signature())))
                .isFalse();
        assertThat(verifying.hasSigned(SignedHead.of(HEAD, signed.keyId(), "bm90IGEgc2lnbmF0dXJl")))
                .isFalse();
        assertThat(verifying.hasSigned(SignedHead.of(HEAD, signed.keyId(), "not Base64")))
                .isFalse();
        assertThat(SigningKey.generate().verifyingKey().hasSigned(signed)).isFalse();
    }

    @Test
    void several_public_keys_stand_in_one_text() {
        String two = key.verifyingKey().toPem()
                + SigningKey.generate().verifyingKey().toPem();

        assertThat(VerifyingKey.parseAll(two)).hasSize(2).first().matches(first -> first.hasSigned(signed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nbm9uZQ==\n-----END PRIVATE KEY-----"})
    void what_is_no_key_is_refused(String pem) {
        for (String text : List.of(pem, pem.replace("PRIVATE", "PUBLIC"))) {
            assertThatThrownBy(() -> SigningKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> VerifyingKey.parseAll(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
