package io.daybook.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that can happen to a customer. The customer is the stream that the event stands in. */
public sealed interface CustomerEvent extends DomainEvent {

    /** The stream of the customer with that id: the same id is always the same stream. */
    static UUID streamId(String customerId) {
        return UUID.nameUUIDFromBytes(("daybook:customer:" + customerId).getBytes(StandardCharsets.UTF_8));
    }

    /** The customer's id. */
    String customerId();

    /**
     * Two people agreed to erase a customer's personal data. Nothing is erased yet.
     *
     * @param customerId the customer
     * @param erasesAt from when on the data is erased, unless it is cancelled before
     */
    record ErasureScheduled(String customerId, Instant erasesAt) implements CustomerEvent {

        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(erasesAt);
        }
    }

    /**
     * An erasure that was agreed to will not be carried out.
     *
     * @param customerId the customer
     * @param cause code of the rule that forbids it by now, such as {@code legal-hold}; null if somebody cancelled it
     */
    record ErasureCancelled(String customerId, @Nullable String cause) implements CustomerEvent {}

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

    /**
     * A customer's personal data has to be kept, as for a court or an authority, until that ends. The reason stands in the
     * envelope.
     *
     * @param customerId the customer
     */
    record LegalHoldPlaced(String customerId) implements CustomerEvent {}

    /**
     * A customer's personal data need not be kept for a legal hold any more. Two people agreed to it.
     *
     * @param customerId the customer
     */
    record LegalHoldLifted(String customerId) implements CustomerEvent {}
}
