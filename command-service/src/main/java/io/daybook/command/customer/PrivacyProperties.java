package io.daybook.command.customer;

import io.daybook.command.customer.domain.ErasureRules;
import java.time.Duration;
import java.time.Period;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Times that erasures of personal data have to wait for.
 *
 * @param retention time for which a customer's data is kept after the last account was closed, as the law of the bank's country
 *     says
 * @param erasureWait time between the second person's agreement to an erasure and the erasure, in which it can be cancelled
 */
@Validated
@ConfigurationProperties("daybook.privacy")
record PrivacyProperties(
        @DefaultValue("10y") Period retention,
        @DefaultValue("7d") @DurationMin Duration erasureWait) {

    ErasureRules rules() {
        return new ErasureRules(retention, erasureWait);
    }
}
