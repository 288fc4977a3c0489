package io.daybook.events;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The upcasters of every type that has changed since it was first published, oldest first. */
final class Upcasters {

    static final List<Upcaster> ACCOUNT_OPENED = List.of(
            Upcasters::holderBecomesAnObject,
            Upcasters::holderStaysWithoutCustomerId,
            Upcasters::holderStaysWithoutAddresses);

    private Upcasters() {}

    /** Version 2: a holder has more than a name to come, so {@code holderName} became {@code holder.name}. */
    private static ObjectNode holderBecomesAnObject(ObjectNode payload) {
        var name = payload.remove("holderName");
        payload.putObject("holder").set("name", name);
        return payload;
    }

    /** Version 3: a holder is a customer with an id; who opened an account before has none that could be made up here. */
    private static ObjectNode holderStaysWithoutCustomerId(ObjectNode payload) {
        return payload;
    }

    /** Version 4: a holder may have an email and a postal address, and all that is personal is sealed; names were plain before. */
    private static ObjectNode holderStaysWithoutAddresses(ObjectNode payload) {
        return payload;
    }
}
