package io.daybook.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** All that can happen to a customer. The customer is the stream that the event stands in. */
public sealed interface CustomerEvent extends DomainEvent {

    /** The stream of the customer with that id: the same id is always the same stream. */
    static UUID streamId(String customerId) {
        return UUID.nameUUIDFromBytes(("daybook:customer:" + customerId).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A customer's personal data is to be erased: whatever was encrypted with these keys can be read no more. Amounts,
     * balances and the hash chain stay as they are. What is known of the customer from later events stays.
     *
     * @param customerId the customer
     * @param keyIds the keys that are destroyed
     */
    record PersonalDataErased(String customerId, List<UUID> keyIds) implements CustomerEvent {

        /** Keeps the ids as they are now. */
        public PersonalDataErased {
            keyIds = List.copyOf(keyIds);
        }
    }
}
