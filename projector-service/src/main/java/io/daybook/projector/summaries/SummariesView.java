package io.daybook.projector.summaries;

import io.daybook.events.AccountEvent;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.dynamodb.DynamoDbView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Account summaries, for those who look one account up by its id, very often. */
@Component
class SummariesView implements DynamoDbView {

    @Override
    public String name() {
        return "summaries";
    }

    @Override
    public String key() {
        return "accountId";
    }

    @Override
    public boolean concerns(DomainEvent event) {
        return event.isOfAccount();
    }

    @Override
    public Map<String, AttributeValue> apply(Map<String, AttributeValue> item, ViewEvent event) {
        if (event.event() instanceof AccountEvent accountEvent) {
            Summary before = item.isEmpty() ? null : summary(item);
            return item(SummaryFold.after(before, event.recorded(), accountEvent));
        }
        if (event.event() instanceof ApprovalEvent && !item.isEmpty()) {
            return item(summary(item).updatedAt(event.recorded().recordedAt()));
        }
        throw new IllegalArgumentException(
                "%s does not happen to accounts.".formatted(event.recorded().type()));
    }

    private static Map<String, AttributeValue> item(Summary summary) {
        var item = new HashMap<String, AttributeValue>();
        item.put("holderName", AttributeValue.fromS(summary.holderName()));
        putIfThere(item, "productCode", summary.productCode());
        item.put("currency", AttributeValue.fromS(summary.currency()));
        item.put("status", AttributeValue.fromS(summary.status().name()));
        item.put("balance", decimal(summary.balance()));
        item.put("held", decimal(summary.held()));
        item.put("overdraftLimit", decimal(summary.overdraftLimit()));
        item.put("available", decimal(summary.available()));
        item.put("transactions", AttributeValue.fromN(Long.toString(summary.transactions())));
        putIfThere(item, "latestDate", summary.latestDate());
        item.put("openedAt", AttributeValue.fromS(summary.openedAt().toString()));
        item.put("updatedAt", AttributeValue.fromS(summary.updatedAt().toString()));
        return item;
    }

    private static void putIfThere(Map<String, AttributeValue> item, String attribute, @Nullable Object value) {
        if (value != null) {
            item.put(attribute, AttributeValue.fromS(value.toString()));
        }
    }

    private static AttributeValue decimal(BigDecimal value) {
        return AttributeValue.fromN(value.toPlainString());
    }

    private static Summary summary(Map<String, AttributeValue> item) {
        Currency currency = Currency.getInstance(value(item, "currency").s());
        return new Summary(
                value(item, "holderName").s(),
                text(item, "productCode").orElse(null),
                currency.getCurrencyCode(),
                Summary.Status.valueOf(value(item, "status").s()),
                amount(item, "balance", currency),
                amount(item, "held", currency),
                amount(item, "overdraftLimit", currency),
                Long.parseLong(value(item, "transactions").n()),
                text(item, "latestDate").map(LocalDate::parse).orElse(null),
                Instant.parse(value(item, "openedAt").s()),
                Instant.parse(value(item, "updatedAt").s()));
    }

    /** The store drops a number's last zeros; the currency's decimals bring them back. */
    private static BigDecimal amount(Map<String, AttributeValue> item, String attribute, Currency currency) {
        return new Money(new BigDecimal(value(item, attribute).n()), currency).value();
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::s);
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            throw new IllegalStateException("The item has no %s.".formatted(attribute));
        }
        return value;
    }
}
