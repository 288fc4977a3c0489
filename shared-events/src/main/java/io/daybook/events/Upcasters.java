package io.daybook.events;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The upcasters of every type that has changed since it was first published, oldest first. */
final class Upcasters {

    static final List<Upcaster> ACCOUNT_OPENED = List.of(
            Upcasters::holderBecomesAnObject,
            // Version 3: a holder is a customer with an id; who opened an account before has none that could be made up
            // here.
            Upcaster.UNCHANGED,
            // Version 4: a holder may have an email and a postal address, and all that is personal is sealed; names
            // were plain.
            Upcaster.UNCHANGED);

    static final List<Upcaster> PAYMENT = List.of(
            // Version 2: what moves money may tell of the other party, sealed; nothing told of it before.
            Upcaster.UNCHANGED,
            // Version 3: what comes from other books may tell when those had it; all was booked by being recorded
            // before.
            Upcaster.UNCHANGED);

    /** Version 2: it may tell of the other party, as payments do. */
    static final List<Upcaster> HOLD_CAPTURED = List.of(Upcaster.UNCHANGED);

    /** Version 2: it may tell when other books had it, as payments do. */
    static final List<Upcaster> FEE_CHARGED = List.of(Upcaster.UNCHANGED);

    static final List<Upcaster> PAYMENT_REQUESTED = List.of(Upcasters::paymentBecomesAnAction);

    static final List<Upcaster> PAYMENT_DECIDED = List.of(Upcasters::decisionIsOnAnAccount);

    private Upcasters() {}

    /** Version 2: a holder has more than a name to come, so {@code holderName} became {@code holder.name}. */
    private static ObjectNode holderBecomesAnObject(ObjectNode payload) {
        var name = payload.remove("holderName");
        payload.putObject("holder").set("name", name);
        return payload;
    }

    /** Payments were the first actions that took a second person; those that went nowhere in the bank were withdrawals. */
    private static ObjectNode paymentBecomesAnAction(ObjectNode payload) {
        ObjectNode action = payload.putObject("action");
        action.put("kind", payload.has("toAccountId") ? "transfer" : "withdrawal");
        action.put("version", 1);
        ObjectNode fields = action.putObject("fields");
        fields.set("amount", payload.path("amount").path("value"));
        fields.set("currency", payload.path("amount").path("currency"));
        for (String field : List.of("toAccountId", "effectiveDate", "reference")) {
            if (payload.has(field)) {
                fields.set(field, payload.remove(field));
            }
        }
        payload.put("subject", "ACCOUNT");
        return payload;
    }

    /** Only payments were decided on, and they stood in the streams of accounts. */
    private static ObjectNode decisionIsOnAnAccount(ObjectNode payload) {
        payload.put("subject", "ACCOUNT");
        return payload;
    }
}
