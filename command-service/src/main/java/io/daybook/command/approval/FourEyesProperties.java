package io.daybook.command.approval;

import io.daybook.command.decision.approval.FourEyesPolicy;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of what one person may do alone.
 *
 * @param thresholds amount of a single act above which it takes a second person, by ISO 4217 code, in major units; once one
 *     currency has a threshold, the others take a second person for any amount
 * @param perAccountDay amount up to which acts of single persons on an account may sum up in a day, by ISO 4217 code, in major
 *     units; not set, there is no such threshold
 * @param perPersonDay amount up to which the acts of one person on all accounts may sum up in a day, by ISO 4217 code, in major
 *     units; not set, there is no such threshold
 * @param expiresAfter time for which a request waits for a second person
 */
@Validated
@ConfigurationProperties("daybook.four-eyes")
record FourEyesProperties(
        @DefaultValue Map<String, @PositiveOrZero BigDecimal> thresholds,
        @DefaultValue Map<String, @PositiveOrZero BigDecimal> perAccountDay,
        @DefaultValue Map<String, @PositiveOrZero BigDecimal> perPersonDay,
        @DefaultValue("7d") @DurationMin(seconds = 1) Duration expiresAfter) {

    /** Fails if a code names no currency. */
    FourEyesPolicy policy() {
        return new FourEyesPolicy(
                byCurrency(thresholds), byCurrency(perAccountDay), byCurrency(perPersonDay), expiresAfter);
    }

    /** Variables of the environment come in small letters. */
    private static Map<Currency, BigDecimal> byCurrency(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Currency.getInstance(entry.getKey().toUpperCase(Locale.ROOT)), Map.Entry::getValue));
    }
}
