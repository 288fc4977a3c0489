package io.daybook.command.http;

import io.daybook.access.Identity;
import io.daybook.command.log.StoredKey;
import java.util.List;
import java.util.Optional;

/**
 * Sender of a request, to whom the idempotency keys of the request belong: the same key of two senders is two keys.
 *
 * @param kind kind of caller, as the token says it
 * @param subject the token's subject
 * @param customerId the customer to whose accounts the token is limited, if it is
 */
record Sender(String kind, String subject, Optional<String> customerId) {

    static Sender of(Identity identity) {
        return new Sender(identity.kind().claim(), identity.actor(), identity.customerId());
    }

    /** The text under which the outcome of a request with that key is stored. */
    String storedKey(String key) {
        return StoredKey.of(
                earlierKey(key),
                customerId.map(customer -> List.of(kind, subject, customer)).orElseGet(() -> List.of(kind, subject)));
    }

    /** The text under which it was stored when keys did not tell the bank's members apart. */
    String earlierKey(String key) {
        return customerId
                .map(customer -> "customer:%s:%s".formatted(customer, key))
                .orElse(key);
    }
}
