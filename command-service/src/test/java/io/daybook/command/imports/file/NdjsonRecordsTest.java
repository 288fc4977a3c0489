package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonRecordsTest {

    @Test
    void each_line_is_a_record_and_blank_ones_are_skipped() throws IOException {
        try (var records = new NdjsonRecords(new StringReader("{\"a\":1}\r\n\n  \n {\"b\":2} \n{}"))) {
            assertThat(records.next()).contains(new FileRecord(1, List.of("{\"a\":1}")));
            assertThat(records.next()).contains(new FileRecord(4, List.of("{\"b\":2}")));
            assertThat(records.next()).contains(new FileRecord(5, List.of("{}")));
            assertThat(records.next()).isEmpty();
            assertThat(records.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}\n{\"a\":", "{}\n[1]", "{}\nnull", "{}\n1,2,3"})
    void a_line_that_is_no_whole_object_is_a_fault(String content) throws IOException {
        try (var records = new NdjsonRecords(new StringReader(content))) {
            assertThat(records.next()).isPresent();
            assertThatExceptionOfType(MalformedFileException.class)
                    .isThrownBy(records::next)
                    .matches(fault -> fault.line() == 2);
        }
    }

    @Test
    void a_line_without_end_is_a_fault() throws IOException {
        try (var records = new NdjsonRecords(new StringReader("{" + " ".repeat(NdjsonRecords.LINE_CHARS_MAX) + "}"))) {
            assertThatExceptionOfType(MalformedFileException.class)
                    .isThrownBy(records::next)
                    .matches(fault -> fault.line() == 1);
        }
    }

    @Test
    void the_end_is_the_end_however_often_one_asks() throws IOException {
        try (var records = new NdjsonRecords(new StringReader(""))) {
            assertThat(records.next()).isEqualTo(Optional.empty());
            assertThat(records.next()).isEqualTo(Optional.empty());
        }
    }
}
