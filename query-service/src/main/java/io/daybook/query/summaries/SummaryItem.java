package io.daybook.query.summaries;

import io.daybook.events.Money;
import io.daybook.query.privacy.PersonalDataDecryptor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the view, read attribute by attribute. */
record SummaryItem(Map<String, AttributeValue> attributes) {

    SummaryResponse summary(PersonalDataDecryptor decryptor) {
        String holderName = text("holderName");
        Currency currency = Currency.getInstance(text("currency"));
        return new SummaryResponse(
                UUID.fromString(text("accountId")),
                SummaryResponse.Holder.of(holderName, decryptor.decrypt(Stream.of(holderName))),
                textIfThere("productCode").orElse(null),
                currency.getCurrencyCode(),
                SummaryResponse.Status.valueOf(text("status")),
                amount("balance", currency),
                amount("available", currency),
                amount("held", currency),
                amount("overdraftLimit", currency),
                number("transactions"),
                textIfThere("latestDate").map(LocalDate::parse).orElse(null),
                number("version"),
                number("position"),
                Instant.parse(text("openedAt")),
                Instant.parse(text("updatedAt")));
    }

    /** The store drops a number's last zeros; the currency's decimals bring them back. */
    private BigDecimal amount(String attribute, Currency currency) {
        return new Money(new BigDecimal(value(attribute).n()), currency).value();
    }

    long number(String attribute) {
        return Long.parseLong(value(attribute).n());
    }

    private String text(String attribute) {
        return value(attribute).s();
    }

    private Optional<String> textIfThere(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(AttributeValue::s);
    }

    private AttributeValue value(String attribute) {
        AttributeValue value = attributes.get(attribute);
        if (value == null) {
            throw new IllegalStateException("The item has no %s.".formatted(attribute));
        }
        return value;
    }
}
