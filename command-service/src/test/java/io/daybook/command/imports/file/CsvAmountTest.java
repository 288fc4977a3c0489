package io.daybook.command.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.imports.file.CsvAmount.Sign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvAmountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.50 | 1234.50",
                "0.005 | 0.005",
                "1,00 | 1.00",
                "1234,5 | 1234.5",
                "0,0055 | 0.0055",
                "1,234.50 | 1234.50",
                "1.234,50 | 1234.50",
                "1.234.567 | 1234567",
                "12,345,678.90 | 12345678.90",
                "1 234,50 | 1234.50",
                "1\u00A0234 | 1234",
                "1\u202F234\u202F567,8 | 1234567.8",
                "1\u2019234.50 | 1234.50",
            })
    void an_amount_is_read_that_can_mean_one_thing(String written, String value) {
        assertThat(CsvAmount.of(written)).isEqualTo(new CsvAmount(value, Sign.NONE, null));
    }

    @Test
    void an_apostrophe_separates_thousands() {
        assertThat(CsvAmount.of("1'234.50").value()).isEqualTo("1234.50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,234",
                "1,23,456.00",
                "0,234.50",
                "01.234,50",
                "0 001",
                "12.34.567",
                "1.234.50",
                "1,234,50",
                "1234,567.00",
                "1 23",
                "1,234 567",
                "1e5",
                "$1.00",
                "1.00-",
                "(1.00)",
                "--1.00",
                "+-1.00",
                "",
                "EUR",
                "1.00 Euro",
                "1,234 EUR",
                "\u0661",
                ",50",
                "1,"
            })
    void what_may_mean_two_things_or_none_stays_as_it_is_written(String written) {
        assertThat(CsvAmount.of(written)).isEqualTo(new CsvAmount(written, Sign.NONE, null));
    }

    @Test
    void a_sign_and_a_currency_are_told_on_either_side_of_one_another() {
        assertThat(CsvAmount.of("+1.00")).isEqualTo(new CsvAmount("1.00", Sign.PLUS, null));
        assertThat(CsvAmount.of("\u22121,50")).isEqualTo(new CsvAmount("1.50", Sign.MINUS, null));
        assertThat(CsvAmount.of("110.7 \u20AC")).isEqualTo(new CsvAmount("110.7", Sign.NONE, "EUR"));
        assertThat(CsvAmount.of("CZK-1 234,50")).isEqualTo(new CsvAmount("1234.50", Sign.MINUS, "CZK"));
        assertThat(CsvAmount.of("-EUR\u00A01.00")).isEqualTo(new CsvAmount("1.00", Sign.MINUS, "EUR"));
    }
}
