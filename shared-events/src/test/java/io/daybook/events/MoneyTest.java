package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.Money.UnfitAmount;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "1, EUR, 1.00",
        "1.5, EUR, 1.50",
        "1.500, EUR, 1.50",
        "7, JPY, 7",
        "7.0, JPY, 7",
        "7, KWD, 7.000",
        "1e3, EUR, 1000.00"
    })
    void takes_the_decimals_of_its_currency(String value, String currency, String written) {
        assertThat(Money.of(value, currency).value().toPlainString()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0.001, EUR", "0.5, JPY", "0.0001, KWD", "1e-30, EUR"})
    void refuses_more_decimals_than_its_currency_has(String value, String currency) {
        assertThatThrownBy(() -> Money.of(value, currency)).isInstanceOf(UnfitAmount.class);
    }

    @ParameterizedTest
    @CsvSource({"1e24, EUR", "1e999999999, EUR", "1000000000000000000000000, JPY"})
    void refuses_more_digits_than_any_bank_needs(String value, String currency) {
        assertThatThrownBy(() -> Money.of(value, currency)).isInstanceOf(UnfitAmount.class);
    }

    @ParameterizedTest
    @CsvSource({"1.000, EUR", "0.000, EUR", "1.000, JPY", "0.0, JPY", "1.0000, KWD", "0e-999999999, EUR"})
    void counts_zeros_that_somebody_wrote(String value, String currency) {
        assertThatThrownBy(() -> Money.asWritten(new BigDecimal(value), Currency.getInstance(currency)))
                .isInstanceOf(UnfitAmount.class)
                .hasMessageContaining("Leave the further zeros out");
    }

    @ParameterizedTest
    @CsvSource({"1.00, EUR, 1.00", "1.5, EUR, 1.50", "1000, JPY, 1000", "1.000, KWD, 1.000", "1e3, EUR, 1000.00"})
    void takes_what_somebody_wrote_with_no_more_decimals_than_its_currency_has(
            String value, String currency, String written) {
        assertThat(Money.asWritten(new BigDecimal(value), Currency.getInstance(currency)))
                .isEqualTo(Money.of(written, currency));
    }

    @ParameterizedTest
    @CsvSource({"1.000, 1", "1.500, 1.5", "100.00, 100", "100, 100", "0.000, 0", "1e3, 1E+3", "-7.10, -7.1"})
    void leaves_out_zeros_that_mean_nothing(BigDecimal value, BigDecimal without) {
        assertThat(Money.withoutTrailingZeros(value)).isEqualTo(without);
    }

    @Test
    void refuses_a_currency_without_minor_unit() {
        assertThatThrownBy(() -> Money.of("1", "XAU")).isInstanceOf(UnfitAmount.class);
    }

    @Test
    void writes_a_zero_with_any_exponent_as_zero() {
        assertThat(Money.of("0e999999999", "EUR")).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void adds_and_subtracts_exactly() {
        assertThat(Money.of("0.10", "EUR").plus(Money.of("0.20", "EUR"))).isEqualTo(Money.of("0.30", "EUR"));
        assertThat(Money.of("0.10", "EUR").minus(Money.of("0.20", "EUR"))).isEqualTo(Money.of("-0.10", "EUR"));
    }

    @Test
    void never_mixes_currencies() {
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
