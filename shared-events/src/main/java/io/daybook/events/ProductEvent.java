package io.daybook.events;

import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to a product: what the bank offers, and on which terms. The product is the stream that the event stands
 * in; from which date new terms count stands in the envelope as the effective date.
 */
public sealed interface ProductEvent extends DomainEvent {

    /** The stream of the product with that code: the same code is always the same stream. */
    static UUID streamId(String code) {
        return UUID.nameUUIDFromBytes(("daybook:product:" + code).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The bank began to offer a product.
     *
     * @param code the product's code, by which accounts name it; never given to another product
     * @param name name by which customers know it
     * @param description more about it, if there is more to say
     * @param currency the currency of its accounts
     * @param terms its first terms, which count for every date before other terms
     */
    record ProductPublished(
            String code, String name, @Nullable String description, Currency currency, ProductTerms terms)
            implements ProductEvent {}

    /**
     * The terms changed, for all accounts of the product, from the effective date on.
     *
     * @param terms the terms from then on
     */
    record ProductTermsChanged(ProductTerms terms) implements ProductEvent {}

    /** The bank no longer offers the product. Accounts that have it keep it and its terms. */
    record ProductRetired() implements ProductEvent {}
}
