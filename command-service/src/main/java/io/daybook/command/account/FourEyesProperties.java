package io.daybook.command.account;

import io.daybook.command.account.domain.ApprovalThresholds;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Above how much a payment takes a second person.
 *
 * @param thresholds amount above which a payment needs a second person, by ISO 4217 code, in major units; currencies without
 *     one need none
 */
@Validated
@ConfigurationProperties("daybook.four-eyes")
record FourEyesProperties(@DefaultValue Map<String, @PositiveOrZero BigDecimal> thresholds) {

    /** Fails if a code names no currency. Variables of the environment come in small letters. */
    ApprovalThresholds byCurrency() {
        return new ApprovalThresholds(thresholds.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Currency.getInstance(entry.getKey().toUpperCase(Locale.ROOT)), Map.Entry::getValue)));
    }
}
