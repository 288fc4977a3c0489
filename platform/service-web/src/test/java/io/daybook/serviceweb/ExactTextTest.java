package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days, instants and UUIDs as texts. */
class ExactTextTest {

    @Test
    void each_is_read_from_its_one_form() {
        assertThat(ExactText.day("2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(ExactText.day("0000-01-01")).isEqualTo(LocalDate.of(0, 1, 1));
        assertThat(ExactText.instant("2026-01-31T12:00:00Z")).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(ExactText.instant("2026-01-31t13:00:00.123456789+01:00"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00.123456789Z"));
        assertThat(ExactText.uuid("01980000-0000-7000-8000-00000000000A"))
                .isEqualTo(UUID.fromString("01980000-0000-7000-8000-00000000000a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 2026-01-05",
                "2026-01-05 ",
                "2026-1-5",
                "20260105",
                "05.01.2026",
                "2026/01/05",
                "2026-03-28T23:00:00.000Z",
                "+2026-01-05",
                "+12026-01-05",
                "-2026-01-05",
                "2026-W01-5",
                "２０２６-01-05",
            })
    void a_day_in_another_form_is_none(String text) {
        assertThatThrownBy(() -> ExactText.day(text)).hasMessage("a date such as 2026-01-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00"})
    void a_day_that_the_calendar_lacks_is_not_a_day(String text) {
        assertThatThrownBy(() -> ExactText.day(text)).hasMessageContaining("%s is not a day".formatted(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1798761600000",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00Z",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00:00+0100",
                "2026-01-31T12:00:00+01",
                "2026-01-31T12:00:00[Europe/Prague]",
                " 2026-01-31T12:00:00Z",
                "+294277-01-01T00:00:00Z",
            })
    void an_instant_in_another_form_is_none(String text) {
        assertThatThrownBy(() -> ExactText.instant(text)).hasMessageContaining("with its offset from UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-29T12:00:00Z,      2023-02-29 is not a day",
        "2026-01-31T24:00:00Z,      no such time of day",
        "2026-01-31T23:59:60Z,      no such time of day",
        "2026-01-31T12:00:00+19:00, no such offset",
    })
    void an_instant_that_there_is_not_is_told_by_what_is_wrong_with_it(String text, String detail) {
        assertThatThrownBy(() -> ExactText.instant(text)).hasMessageContaining(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "AAAAAAAAAAAAAAAAAAAAAA==", " 01980000-0000-7000-8000-000000000000"})
    void a_uuid_in_another_form_is_none(String text) {
        assertThatThrownBy(() -> ExactText.uuid(text)).hasMessageContaining("a UUID such as");
    }
}
