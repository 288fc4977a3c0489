package io.daybook.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedInputStreamTest {

    private static final String TEXT = "what was handed in";
    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static VerifiedInputStream verified(String content) throws IOException {
        return new VerifiedInputStream(stream(content), TEXT.length(), Sha256.of(stream(TEXT)));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void the_digest_is_sha_256() throws IOException {
        assertThat(Sha256.of(stream("abc"))).isEqualTo(SHA_256_OF_ABC);
    }

    @Test
    void the_right_content_passes() throws IOException {
        assertThat(verified(TEXT).readAllBytes()).asString().isEqualTo(TEXT);
        assertThat(verified(TEXT).read()).isEqualTo('w');
        assertThat(verified(TEXT).skip(4)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "what was handed", "what was handed on", "what was handed in, and more"})
    void any_other_content_fails_before_its_last_byte_is_out(String altered) throws IOException {
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> {
                    try (var in = verified(altered)) {
                        for (int next = in.read(); next >= 0; next = in.read()) {
                            out.write(next);
                        }
                    }
                })
                .isInstanceOf(AlteredContent.class);

        assertThat(out.size()).isLessThan(TEXT.length());
    }
}
