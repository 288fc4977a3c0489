package io.daybook.command.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithdrawnCurrenciesTest {

    /** Money of no country, or not of a country alone, that ISO 4217 has in its list of what is in use. */
    private static final Set<String> IN_USE_BESIDE_COUNTRIES =
            Set.of("BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "VED", "XAD");

    @ParameterizedTest
    @ValueSource(strings = {"DEM", "HRK", "BYR", "ZWL", "BGN", "ANG", "TRL", "CUC", "SLL"})
    void money_of_the_past_is_no_longer_money(String code) {
        assertThat(WithdrawnCurrencies.contains(Currency.getInstance(code))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "BYN", "ZWG", "XCG", "TRY", "CUP", "SLE", "CZK", "JPY", "KWD", "XOF"})
    void money_of_today_is_money(String code) {
        assertThat(WithdrawnCurrencies.requireMoney(Currency.getInstance(code))).isEmpty();
    }

    /** A version of Java that knows of a further currency that was given up makes this fail. */
    @Test
    void every_currency_that_java_knows_is_in_use_or_withdrawn() {
        Set<String> ofCountries = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .map(country -> Currency.getInstance(Locale.of("", country)))
                .filter(Objects::nonNull)
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toSet());

        assertThat(Currency.getAvailableCurrencies())
                .filteredOn(currency -> currency.getDefaultFractionDigits() >= 0)
                .filteredOn(currency -> !WithdrawnCurrencies.contains(currency))
                .extracting(Currency::getCurrencyCode)
                .allMatch(code -> ofCountries.contains(code) || IN_USE_BESIDE_COUNTRIES.contains(code));
    }
}
