package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The order in which lines are decided that stand in any. */
class LineOrderTest {

    private static final String HEADER = "transaction_id,account,date,direction,amount\n";

    private final JsonMapper json = new JsonMapper();

    @Test
    void lines_go_by_date_and_within_a_day_credits_before_debits_and_else_as_in_the_file() throws IOException {
        assertThat(order(new CsvRecords(new StringReader(HEADER + """
                1,7,2026-01-03,CREDIT,1
                2,7,2026-01-02,DEBIT,1
                3,8,2026-01-02,CREDIT,1
                4,7,2026-01-02,DEBIT,1
                5,7,2026-01-02,CREDIT,1
                6,7,1969-12-31,DEBIT,1
                """)))).containsExactly(7L, 4L, 6L, 3L, 5L, 2L);
    }

    @Test
    void lines_that_cannot_be_read_go_last() throws IOException {
        assertThat(order(new CsvRecords(new StringReader(HEADER + """
                1,7,yesterday,CREDIT,1
                2,7
                3,7,,DEBIT,1
                4,7,2026-01-02,GIFT,1
                5,7,2026-01-02,DEBIT,1
                """)))).containsExactly(6L, 5L, 2L, 4L, 3L);
    }

    @Test
    void the_thirtieth_of_february_has_its_place_where_months_have_thirty_days() throws IOException {
        var records = new CsvRecords(new StringReader(HEADER + """
                1,7,2026-03-01,CREDIT,1
                2,7,2026-02-30,DEBIT,1
                3,7,2026-02-28,DEBIT,1
                """));

        assertThat(order(records, ImportOption.THIRTY_360)).containsExactly(3L, 4L, 2L);
    }

    @Test
    void accounts_are_opened_first_and_closed_last_and_what_has_no_date_is_of_today() throws IOException {
        assertThat(order(new NdjsonRecords(new StringReader("""
                {"id":"1","command":"close","account":"7"}
                {"id":"2","command":"withdraw","account":"7","amount":"1.00"}
                {"id":"3","command":"freeze","account":"7"}
                {"id":"4","command":"deposit","account":"7","amount":"1.00"}
                {"id":"5","command":"unfreeze","account":"7"}
                {"id":"6","command":"withdraw","account":"7","effectiveDate":"2026-01-02","amount":"1.00"}
                {"id":"7","command":"transfer","fromAccount":"7","toAccount":"8","effectiveDate":"2026-01-02","amount":"1.00"}
                {"id":"8","command":"deposit","account":"7","effectiveDate":"2026-01-02","amount":"1.00"}
                {"id":"9","command":"open","account":"7","effectiveDate":"2026-01-01"}
                """)))).containsExactly(9L, 8L, 7L, 6L, 4L, 2L, 3L, 5L, 1L);
    }

    @Test
    void a_record_is_the_same_after_it_was_written_as_bytes() {
        var record = new FileRecord(4_000_000_000L, List.of("", "Dvořák", "🍕\n"));

        assertThat(FileRecord.of(record.bytes())).isEqualTo(record);
    }

    private List<Long> order(Records records, ImportOption... options) throws IOException {
        LineOrder order = LineOrder.of(records, Set.of(options), json);
        var read = new ArrayList<FileRecord>();
        for (Optional<FileRecord> record = records.next(); record.isPresent(); record = records.next()) {
            read.add(record.get());
        }
        return read.stream()
                .sorted(Comparator.comparingLong(order::keyOf))
                .map(FileRecord::line)
                .toList();
    }
}
