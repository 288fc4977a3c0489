package io.daybook.projector.catalogue;

import io.daybook.events.DocumentEvent;
import io.daybook.events.DocumentEvent.DocumentAccepted;
import io.daybook.events.DocumentEvent.DocumentRejected;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import io.daybook.events.ProductEvent;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductEvent.ProductRetired;
import io.daybook.events.ProductEvent.ProductTermsChanged;
import io.daybook.events.ProductTerms;
import io.daybook.events.RecordedEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch of events into rows, in memory. Pure: it is handed the versions of the rows as they are, and what is to be
 * written is read off it afterwards.
 */
final class CatalogueFold {

    /** A new row of {@code products}. */
    record NewProduct(RecordedEvent recorded, ProductPublished published) {}

    /** A row of {@code product_terms}; the first terms of a product have no date. */
    record Terms(RecordedEvent recorded, @Nullable LocalDate effectiveDate, ProductTerms terms) {}

    /** Changes of a row of {@code products}: its last event, and the one that retired it. */
    record ChangedProduct(RecordedEvent last, @Nullable RecordedEvent retired) {}

    /** A new row of {@code documents}. */
    record NewDocument(RecordedEvent recorded, DocumentSubmitted submitted) {}

    /** Changes of a row of {@code documents}. */
    record DecidedDocument(RecordedEvent recorded, String status) {}

    private final Map<UUID, Long> versions;
    private final List<NewProduct> newProducts = new ArrayList<>();
    private final List<Terms> terms = new ArrayList<>();
    private final Map<UUID, ChangedProduct> changedProducts = new LinkedHashMap<>();
    private final List<NewDocument> newDocuments = new ArrayList<>();
    private final List<DecidedDocument> decidedDocuments = new ArrayList<>();

    /** A fold that begins with these versions of the products and documents that the events speak of, as far as they are there. */
    CatalogueFold(Map<UUID, Long> versions) {
        this.versions = new HashMap<>(versions);
    }

    /** Takes in the next event of its product. */
    void apply(RecordedEvent recorded, ProductEvent event) {
        follow(recorded);
        switch (event) {
            case ProductPublished published -> {
                newProducts.add(new NewProduct(recorded, published));
                terms.add(new Terms(recorded, null, published.terms()));
            }
            case ProductTermsChanged changed -> {
                terms.add(new Terms(recorded, recorded.effectiveDate(), changed.terms()));
                changed(recorded, null);
            }
            case ProductRetired retired -> changed(recorded, recorded);
        }
    }

    /** Takes in the next event of its document. */
    void apply(RecordedEvent recorded, DocumentEvent event) {
        follow(recorded);
        switch (event) {
            case DocumentSubmitted submitted -> newDocuments.add(new NewDocument(recorded, submitted));
            case DocumentAccepted accepted -> decidedDocuments.add(new DecidedDocument(recorded, "ACCEPTED"));
            case DocumentRejected rejected -> decidedDocuments.add(new DecidedDocument(recorded, "REJECTED"));
        }
    }

    List<NewProduct> newProducts() {
        return newProducts;
    }

    List<Terms> terms() {
        return terms;
    }

    Collection<ChangedProduct> changedProducts() {
        return changedProducts.values();
    }

    List<NewDocument> newDocuments() {
        return newDocuments;
    }

    List<DecidedDocument> decidedDocuments() {
        return decidedDocuments;
    }

    private void changed(RecordedEvent recorded, @Nullable RecordedEvent retired) {
        ChangedProduct before = changedProducts.get(recorded.streamId());
        RecordedEvent retiredBefore = before == null ? null : before.retired();
        changedProducts.put(
                recorded.streamId(), new ChangedProduct(recorded, retired == null ? retiredBefore : retired));
    }

    private void follow(RecordedEvent recorded) {
        long version = versions.getOrDefault(recorded.streamId(), 0L);
        if (version + 1 != recorded.streamVersion()) {
            throw new IllegalStateException("Event %d of stream %s cannot follow on version %d of the view."
                    .formatted(recorded.streamVersion(), recorded.streamId(), version));
        }
        versions.put(recorded.streamId(), recorded.streamVersion());
    }
}
