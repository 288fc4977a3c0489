package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.Money.UnfitAmount;
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
