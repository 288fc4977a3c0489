package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {

    private static final String HEADER = "transaction_id,account,date,direction,amount";

    private static CsvRecords open(String content) throws IOException {
        return new CsvRecords(new TextReader(
                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }

    private static List<FileRecord> all(String content) throws IOException {
        var records = new ArrayList<FileRecord>();
        try (CsvRecords open = open(content)) {
            for (Optional<FileRecord> next = open.next(); next.isPresent(); next = open.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void records_are_read_with_the_line_on_which_they_begin(String newLine) throws IOException {
        String content = String.join(newLine, HEADER, "1,a,b,c,d", "", "2,\"x", "y\",\"say \"\"no\"\"\",,", "3");

        assertThat(all(content))
                .containsExactly(
                        new FileRecord(2, List.of("1", "a", "b", "c", "d")),
                        new FileRecord(4, List.of("2", "x" + newLine + "y", "say \"no\"", "", "")),
                        new FileRecord(6, List.of("3")));
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void fields_are_separated_as_the_header_is(char separator) throws IOException {
        String content = (HEADER + "\n1,\"2,3\",4,5,6\n").replace(',', separator);

        assertThat(all(content)).containsExactly(new FileRecord(2, List.of("1", "2" + separator + "3", "4", "5", "6")));
    }

    @Test
    void what_stands_above_the_header_is_passed_over_and_lines_keep_their_numbers() throws IOException {
        String content = "\"Account\",\"7, main\"\nBalance,3.00\n\n" + HEADER + "\n1,2,3,4,5\n";

        assertThat(all(content)).containsExactly(new FileRecord(5, List.of("1", "2", "3", "4", "5")));
    }

    @Test
    void lines_above_the_header_that_might_be_meant_to_count_are_a_fault() {
        assertFault("Balance,3.00\n1,2,3,4,5\n" + HEADER + "\n6,7,8,9,10\n", 2);
    }

    @Test
    void lines_above_the_header_that_a_table_filled_up_with_separators_are_passed_over() throws IOException {
        assertThat(all("Account,7,,,\n,,,,\nFrom,1.1.,to,31.1.,\n" + HEADER + "\n6,7,8,9,10\n"))
                .containsExactly(new FileRecord(5, List.of("6", "7", "8", "9", "10")));
    }

    @Test
    void a_header_is_looked_for_among_the_first_lines_only() {
        assertFault("x\n".repeat(50) + HEADER + "\n1,2,3,4,5\n", 1);
    }

    @Test
    void lines_of_white_space_are_no_records_and_count_as_lines() throws IOException {
        assertThat(all("\n \n" + HEADER + "\n  \n1,2,3,4,5\n\n  \n\t\n"))
                .containsExactly(new FileRecord(5, List.of("1", "2", "3", "4", "5")));
    }

    @Test
    void an_import_from_before_has_lines_of_white_space_as_records() throws IOException {
        try (CsvRecords open = open(HEADER + "\n\n  \n1,2,3,4,5\n")) {
            open.countBlankLines();

            assertThat(open.next()).contains(new FileRecord(3, List.of("  ")));
        }
    }

    @Test
    void names_of_columns_are_known_in_any_case_and_the_last_one_may_be_missing() throws IOException {
        try (CsvRecords open =
                open("Transaction_ID,Account,DATE,Direction,Amount,\n1,2,3,4,5,\n1,2,3,4,5,6\n1,2,3,4,5\n")) {
            CsvHeader header = open.header();

            assertThat(header.fits(open.next().orElseThrow())).isTrue();
            assertThat(header.fits(open.next().orElseThrow())).isFalse();
            assertThat(header.fits(open.next().orElseThrow())).isFalse();
            assertThat(open.columnsLeftOut()).isZero();
        }
    }

    @Test
    void blanks_around_quotes_are_not_part_of_the_field() throws IOException {
        assertThat(all(HEADER + "\n1, \"a, b\" ,3,4,5\n"))
                .containsExactly(new FileRecord(2, List.of("1", "a, b", "3", "4", "5")));
    }

    @Test
    void a_tab_that_separates_fields_is_no_blank_around_a_quote() throws IOException {
        assertThat(all((HEADER + ",reason\n").replace(',', '\t') + "1\t\t \"3\" \t\t5\t\n"))
                .containsExactly(new FileRecord(2, List.of("1", "", "3", "", "5", "")));
    }

    @Test
    void a_name_in_other_letters_means_nothing_beside_the_name_itself() throws IOException {
        try (CsvRecords open = open(HEADER + ",Amount\n1,2,3,4,5,6\n")) {
            assertThat(open.header().field(open.next().orElseThrow(), CsvHeader.Column.AMOUNT))
                    .isEqualTo("5");
            assertThat(open.columnsLeftOut()).isEqualTo(1);
        }
        assertFault(HEADER.replace("amount", "Amount,AMOUNT"), 1);
    }

    @Test
    void a_file_that_was_taken_in_before_names_counted_in_any_letters_is_read_on_without_them() throws IOException {
        try (CsvRecords open = open(HEADER + ",Reason,kind,note,\n1,2,3,4,5,why,FEE,n,\n")) {
            FileRecord record = open.next().orElseThrow();

            assertThat(open.columnsLeftOut()).isEqualTo(1);
            open.asTakenIn(2);
            assertThat(open.header().field(record, CsvHeader.Column.REASON)).isNull();
            assertThat(open.header().field(record, CsvHeader.Column.KIND)).isEqualTo("FEE");
            open.asTakenIn(3);
            assertThat(open.header().field(record, CsvHeader.Column.KIND)).isNull();
            assertThat(open.header().fits(record)).isTrue();
            assertThat(open.columnsLeftOut()).isEqualTo(3);
        }
    }

    @Test
    void nuls_that_fill_up_the_end_are_no_text_and_others_are_a_fault() throws IOException {
        assertThat(all(HEADER + "\n1,2,3,4,5\n" + "\0".repeat(100_000))).hasSize(1);
        assertFault(HEADER + "\n1,2,3\0,4,5\n", 2);
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_first_column() throws IOException {
        assertThat(all("\uFEFF" + HEADER + "\n1,2,3,4,5\n")).hasSize(1);
    }

    @Test
    void columns_are_found_in_any_order_and_unknown_ones_are_kept_apart() throws IOException {
        try (CsvRecords open = open("zeta, amount ,date,alpha,direction,account,transaction_id\nz,9,d,a,CREDIT,,7\n")) {
            CsvHeader header = open.header();
            FileRecord record = open.next().orElseThrow();

            assertThat(header.field(record, CsvHeader.Column.TRANSACTION_ID)).isEqualTo("7");
            assertThat(header.field(record, CsvHeader.Column.AMOUNT)).isEqualTo("9");
            assertThat(header.field(record, CsvHeader.Column.ACCOUNT)).isNull();
            assertThat(header.field(record, CsvHeader.Column.REASON)).isNull();
            assertThat(header.others().keySet()).containsExactly("alpha", "zeta");
        }
    }

    @Test
    void a_file_that_was_taken_in_before_columns_had_a_meaning_is_read_on_without_it() throws IOException {
        try (CsvRecords open = open(HEADER + ",kind,booking_date,note\n1,2,3,4,5,gold,soon,n\n")) {
            FileRecord record = open.next().orElseThrow();

            assertThat(open.columnsLeftOut()).isEqualTo(1);
            open.asTakenIn(1);
            assertThat(open.header().field(record, CsvHeader.Column.KIND)).isEqualTo("gold");
            open.asTakenIn(3);
            assertThat(open.header().field(record, CsvHeader.Column.KIND)).isNull();
            assertThat(open.header().field(record, CsvHeader.Column.BOOKING_DATE))
                    .isNull();
            assertThat(open.header().others().keySet()).containsExactly("booking_date", "kind", "note");
            assertThat(open.columnsLeftOut()).isEqualTo(3);
        }
    }

    @Test
    void a_quote_that_is_never_closed_is_a_fault_of_the_record_that_it_is_in_however_long_the_file_goes_on() {
        assertFault(HEADER + "\n1,2,3,4,5\n1,\"2,3,4,5\n" + "6,7,8,9,10\n".repeat(100_000), 3);
    }

    @Test
    void a_field_or_a_record_without_end_is_a_fault() {
        assertFault(HEADER + "\n" + "x".repeat(CsvRecords.FIELD_CHARS_MAX + 1), 2);
        assertFault(HEADER + "\n1\n" + ",".repeat(CsvRecords.FIELDS_MAX), 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "transaction_id,account,date,direction",
                "transaction_id,account,date,direction,amount,amount",
                "transaction_id,account,date,direction,amount,note,note",
                "transaction_id,account,date,direction,amount,,"
            })
    void a_header_without_its_columns_is_a_fault(String header) {
        assertThatExceptionOfType(MalformedFileException.class).isThrownBy(() -> all(header));
    }

    @Test
    void what_is_cut_in_the_middle_of_a_character_is_not_utf8() {
        byte[] whole = (HEADER + "\n1,2,3,4,ý").getBytes(StandardCharsets.UTF_8);
        var cut = new ByteArrayInputStream(whole, 0, whole.length - 1);

        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> new CsvRecords(new TextReader(cut, StandardCharsets.UTF_8)).next())
                .matches(fault -> fault.line() == 2);
    }

    @Test
    void a_record_is_shown_as_it_can_be_found_in_the_file() {
        assertThat(new FileRecord(2, List.of("1", "a,b", "", "say \"no\"")).content())
                .isEqualTo("1,\"a,b\",,\"say \"\"no\"\"\"");
    }

    private static void assertFault(String content, long line) {
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> all(content))
                .matches(fault -> fault.line() == line, "on line " + line);
    }
}
