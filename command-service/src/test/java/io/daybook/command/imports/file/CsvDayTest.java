package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDayTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 2026-03-02",
        "02.03.2026, 2026-03-02",
        "2.3.2026, 2026-03-02",
        "30.02.2026, 2026-02-30",
        "2026-03-02 10:15, 2026-03-02",
        "2026-03-02T23:59:59.999, 2026-03-02",
    })
    void a_day_is_read_that_can_be_one_day_only(String written, String day) {
        assertThat(CsvDay.of(written)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03/02/2026",
                "02.03.26",
                "02-03-2026",
                "2026.03.02",
                "20260302",
                "2026-03-02T10:15:00Z",
                "2026-3-2",
                "2026-03-02 10",
                "2026-03-02T24:00",
                "2026-03-02 10:60",
                "2026-03-02 10:15 PM",
                "2 March 2026"
            })
    void what_may_be_another_day_stays_as_it_is_written(String written) {
        assertThat(CsvDay.of(written)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T23:00:00Z, no moment",
        "2026-03-02 23:00+01:00, no moment",
        "03/02/2026, slashes",
        "tomorrow, otherwise",
    })
    void whoever_wrote_another_form_is_told_which_to_use(String written, String told) {
        assertThat(CsvDay.expected(written, "otherwise")).contains(told);
    }
}
