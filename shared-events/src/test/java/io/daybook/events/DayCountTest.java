package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DayCountTest {

    @ParameterizedTest
    @CsvSource({
        "ACT_365,      2024-02-28, 2024-03-01,   2, 365",
        "ACT_360,      2026-01-01, 2026-04-01,  90, 360",
        "ACT_ACT,      2024-01-01, 2025-01-01, 366, 366",
        "ACT_ACT,      2026-01-01, 2027-01-01, 365, 365",
        "THIRTY_E_360, 2026-01-31, 2026-02-28,  28, 360",
        "THIRTY_E_360, 2026-02-28, 2026-03-31,  32, 360",
        "THIRTY_E_360, 2026-01-30, 2026-01-31,   0, 360",
        "THIRTY_E_360, 2025-12-31, 2026-12-31, 360, 360",
    })
    void days_and_year_are_as_isda_defines_them(
            DayCount dayCount, LocalDate from, LocalDate until, long days, int year) {
        assertThat(dayCount.days(from, until)).isEqualTo(days);
        assertThat(dayCount.yearOf(from)).isEqualTo(year);
    }

    @ParameterizedTest
    @EnumSource
    void a_stretch_counts_as_much_as_its_days_one_by_one(DayCount dayCount) {
        LocalDate from = LocalDate.parse("2023-11-17");
        LocalDate until = LocalDate.parse("2025-03-04");

        long oneByOne = from.datesUntil(until)
                .mapToLong(day -> dayCount.days(day, day.plusDays(1)))
                .sum();

        assertThat(dayCount.days(from, until)).isEqualTo(oneByOne);
    }

    @Test
    void nothing_counts_from_a_day_to_itself() {
        LocalDate day = LocalDate.parse("2026-01-31");

        assertThat(DayCount.values())
                .allSatisfy(dayCount -> assertThat(dayCount.days(day, day)).isZero());
    }
}
