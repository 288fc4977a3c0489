package io.daybook.command.product.domain;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.events.ProductEvent;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductEvent.ProductRetired;
import io.daybook.events.ProductEvent.ProductTermsChanged;
import io.daybook.events.ProductTerms;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A product as its events have left it.
 *
 * @param code the code by which accounts name it
 * @param currency the currency of its accounts
 * @param isRetired true if it takes no new accounts
 * @param firstTerms the terms on every date before other terms
 * @param laterTerms the terms since, oldest first
 */
public record Product(
        String code, Currency currency, boolean isRetired, ProductTerms firstTerms, List<TermsFrom> laterTerms)
        implements StreamState {

    /** Changes of terms that a product may have: one a month for as long as any bank has kept a product. */
    static final int CHANGES_MAX = 1_200;

    /**
     * Terms from a date on.
     *
     * @param from the first date on which they count
     * @param terms the terms
     */
    public record TermsFrom(LocalDate from, ProductTerms terms) {}

    /** The stream of the product with that code: the same code is always the same stream. */
    public static UUID streamId(String code) {
        return ProductEvent.streamId(code);
    }

    /** The stream of what waits for a second person before it becomes part of the product with that code. */
    static UUID requestStreamId(String code) {
        return UUID.nameUUIDFromBytes(("daybook:product-requests:" + code).getBytes(StandardCharsets.UTF_8));
    }

    /** The product that an event publishes. */
    public static Product published(ProductPublished event) {
        return new Product(event.code(), event.currency(), false, event.terms(), List.of());
    }

    /** The terms that count on a date. */
    public ProductTerms termsOn(LocalDate date) {
        return laterTerms.reversed().stream()
                .filter(later -> !later.from().isAfter(date))
                .map(TermsFrom::terms)
                .findFirst()
                .orElse(firstTerms);
    }

    /** The next date after the given one on which other terms begin to count. */
    public Optional<LocalDate> nextChangeAfter(LocalDate date) {
        return laterTerms.stream()
                .map(TermsFrom::from)
                .filter(from -> from.isAfter(date))
                .findFirst();
    }

    /** Tells whether accounts have ever borne interest on its terms, or will. */
    public boolean bearsInterest() {
        return firstTerms.bearInterest()
                || laterTerms.stream().anyMatch(later -> later.terms().bearInterest());
    }

    @Override
    public Product evolve(AppliedEvent applied) {
        return applied.event() instanceof ProductEvent event ? evolve(event, applied.effectiveDate()) : this;
    }

    private Product evolve(ProductEvent event, LocalDate effectiveDate) {
        return switch (event) {
            case ProductPublished published -> published(published);
            case ProductTermsChanged changed ->
                new Product(code, currency, isRetired, firstTerms, with(new TermsFrom(effectiveDate, changed.terms())));
            case ProductRetired retired -> new Product(code, currency, true, firstTerms, laterTerms);
        };
    }

    private List<TermsFrom> with(TermsFrom change) {
        var changes = new ArrayList<>(laterTerms);
        changes.removeIf(other -> other.from().equals(change.from()));
        changes.add(change);
        changes.sort(Comparator.comparing(TermsFrom::from));
        return List.copyOf(changes);
    }
}
