package io.daybook.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.imports.file.LineFacts.DatedLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The earliest date of each of many accounts, kept in a file. */
class OpeningDatesTest {

    private static final LocalDate OLDEST = LocalDate.parse("1900-01-01");
    private static final int LINES = 100_000;

    @Test
    void the_earliest_date_of_each_account_is_kept_however_many_there_are(@TempDir Path folder) throws IOException {
        var random = new Random(7);
        Path file = folder.resolve("an-import.dates");
        Map<UUID, LocalDate> expected = new HashMap<>();
        expected.put(new UUID(0, 0), OLDEST);

        try (OpeningDates dates = OpeningDates.create(file)) {
            dates.note(new DatedLine(OLDEST, List.of(new UUID(0, 0))));
            for (int i = 0; i < LINES; i++) {
                UUID one = new UUID(random.nextInt(200), random.nextInt(300));
                UUID other = new UUID(random.nextInt(200), random.nextInt(300));
                LocalDate date = OLDEST.plusDays(random.nextInt(46_000));
                dates.note(new DatedLine(date, List.of(one, other)));
                expected.merge(one, date, OpeningDatesTest::earlier);
                expected.merge(other, date, OpeningDatesTest::earlier);
            }
            dates.complete();
        }

        try (OpeningDates dates = OpeningDates.open(file)) {
            expected.forEach((account, date) -> assertThat(dates.of(account)).hasValue(date));
            assertThat(dates.of(UUID.randomUUID())).isEmpty();
        }
        OpeningDates.delete(file);
        assertThat(folder).isEmptyDirectory();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
