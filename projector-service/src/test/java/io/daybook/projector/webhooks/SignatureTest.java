package io.daybook.projector.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final Secret PUBLISHED = Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Test
    void is_the_one_that_the_tests_of_the_standards_libraries_expect() {
        // The vector in all reference libraries of Standard Webhooks; recomputed with openssl dgst -sha256 -mac HMAC.
        String header = Signature.header(
                List.of(PUBLISHED),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}");

        assertThat(header).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void is_several_with_a_space_between_while_several_secrets_are_in_use() {
        Secret other = Secret.generate();

        String both = Signature.header(List.of(other, PUBLISHED), "id", Instant.EPOCH, "{}");

        assertThat(both)
                .isEqualTo(Signature.header(List.of(other), "id", Instant.EPOCH, "{}")
                        + " "
                        + Signature.header(List.of(PUBLISHED), "id", Instant.EPOCH, "{}"));
    }

    @Test
    void a_secret_is_read_again_as_it_was_written_down_and_never_shows_by_accident() {
        Secret secret = Secret.generate();

        assertThat(Secret.parse(secret.reveal()).key()).isEqualTo(secret.key()).hasSize(32);
        assertThat(secret).hasToString("whsec_…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_not Base64 but long enough to be a secret",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void a_secret_of_another_form_is_not_taken_and_not_repeated(String text) {
        assertThatThrownBy(() -> Secret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A secret is whsec_ and 24 to 64 bytes in Base64.");
    }
}
