package io.daybook.command.decision.approval;

import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of an action: written one by one, and read again as what they were. A field that is null is left out. */
public final class ActionFields {

    private final Map<String, String> fields;

    private ActionFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Fields to be written. */
    public static ActionFields empty() {
        return new ActionFields(new LinkedHashMap<>());
    }

    /** Fields to be read. */
    public static ActionFields of(RequestedAction action) {
        return new ActionFields(action.fields());
    }

    /** Writes a field. */
    public ActionFields with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
        return this;
    }

    /** The action that has these fields. */
    public RequestedAction action(String kind, int version) {
        return new RequestedAction(kind, version, fields);
    }

    /** A text, if there is one. */
    public @Nullable String text(String name) {
        return fields.get(name);
    }

    /** A text that must be there. */
    public String required(String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException("The action has no %s.".formatted(name)));
    }

    /** A number that must be there. */
    public BigDecimal number(String name) {
        return new BigDecimal(required(name));
    }

    /**
     * An amount that must be there, without the zeros at its end: an action from before zeros counted may wait with more of them than
     * its currency has decimals.
     */
    public BigDecimal amount(String name) {
        return Money.withoutTrailingZeros(number(name));
    }

    /** An id that must be there. */
    public UUID id(String name) {
        return UUID.fromString(required(name));
    }

    /** A date, if there is one. */
    public @Nullable LocalDate date(String name) {
        String text = fields.get(name);
        return text == null ? null : LocalDate.parse(text);
    }
}
