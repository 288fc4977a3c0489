package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days that only some calendars have. */
class FileCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "2026-02-30, 2026-02-28",
        "2024-02-30, 2024-02-29",
        "2025-02-29, 2025-02-28",
        "2024-02-29, 2024-02-29",
        "2026-02-28, 2026-02-28",
        "2026-01-31, 2026-01-31",
        "2026-02-31, 2026-02-31",
        "2026-04-31, 2026-04-31",
        "2026-2-30,  2026-2-30",
        "30.02.2026, 30.02.2026",
    })
    void the_last_of_february_is_written_as_the_twenty_ninth_or_the_thirtieth_too(String written, String day) {
        assertThat(new FileCalendar(Set.of(ImportOption.THIRTY_360)).day(written))
                .isEqualTo(day);
    }

    @Test
    void without_the_option_a_date_stays_as_it_is_written() {
        assertThat(new FileCalendar(Set.of()).day("2026-02-30")).isEqualTo("2026-02-30");
    }
}
