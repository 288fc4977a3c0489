package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.command.imports.file.LimitedStream.FileTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadedFileTest {

    private static final String TEXT = "a,kůň 🐎\n".repeat(10_000);

    private static InputStream utf8(byte[] file, @Nullable Charset charset) throws IOException {
        return new UploadedFile(new ByteArrayInputStream(file), charset, -1).utf8(file.length);
    }

    private static String text(byte[] file, @Nullable Charset charset) throws IOException {
        return new String(utf8(file, charset).readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void the_first_bytes_tell_utf16(Charset charset) throws IOException {
        assertThat(text(("\uFEFF" + TEXT).getBytes(charset), null)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "GB18030"})
    void a_charset_that_is_named_is_read(Charset charset) throws IOException {
        assertThat(text(TEXT.getBytes(charset), charset)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\uFEFF", "\uFEFFa,b\n", "ab"})
    void a_file_of_utf8_stays_as_it_is_byte_by_byte(String content) throws IOException {
        byte[] file = content.getBytes(StandardCharsets.UTF_8);

        assertThat(utf8(file, null).readAllBytes()).isEqualTo(file);
        assertThat(utf8(file, StandardCharsets.UTF_8).readAllBytes()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, windows-1250", "UTF-16LE, windows-1252", "UTF-16BE, ISO-8859-2"})
    void a_mark_of_another_charset_than_is_named_is_a_fault(Charset written, Charset named) {
        byte[] file = "\uFEFFa,kůň\n".getBytes(written);

        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> utf8(file, named))
                .withMessageContainingAll(written.name(), named.name());
    }

    @ParameterizedTest
    @CsvSource({"US-ASCII, 610A 62E9 0A", "windows-1252, 610A 6281 0A", "UTF-16BE, 0061000A 0062 D800 000A"})
    void bytes_that_are_no_text_in_the_charset_are_a_fault_of_their_line(Charset charset, String hex) {
        byte[] file = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> text(file, charset))
                .withMessageContaining(charset.name())
                .matches(fault -> fault.line() == 2);
    }

    @Test
    void what_fills_up_the_end_may_be_long() throws IOException {
        byte[] file = ("a" + "\0".repeat(50_000_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(text(file, StandardCharsets.ISO_8859_1)).isEqualTo("a");
    }

    @Test
    void a_file_has_as_many_bytes_as_it_may_have_when_it_is_sent_however_few_are_kept_of_it() throws IOException {
        byte[] file = "\uFEFFab".getBytes(StandardCharsets.UTF_16LE);
        var uploaded = new UploadedFile(new ByteArrayInputStream(file), null, -1);

        assertThatExceptionOfType(FileTooLargeException.class)
                .isThrownBy(() -> uploaded.utf8(file.length - 1).readAllBytes());
        assertThat(text(file, null)).isEqualTo("ab");
    }
}
