package io.daybook.projector.catalogue;

import io.daybook.events.AccountEvent;
import io.daybook.events.ActsOfDayEvent;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.CustomerEvent;
import io.daybook.events.DocumentEvent;
import io.daybook.events.ProductEvent;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.projector.engine.VerifiedTables;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Products with their terms, and what is known about documents. */
@Component
class CatalogueView implements View {

    private final PersonalDataCipher cipher;

    CatalogueView(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public String name() {
        return "catalogue";
    }

    /** For what is sealed with a key that is destroyed. */
    @Override
    public Set<String> indexesForApply() {
        return Set.of("documents_by_key");
    }

    @Override
    public VerifiedTables verifiedTables() {
        return new VerifiedTables(
                Map.of("products", "product_id", "product_terms", "product_id", "documents", "document_id"),
                Map.of(),
                Set.of("erased_keys"),
                List.of());
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        List<UUID> streamIds = events.stream()
                .filter(event -> event.event() instanceof ProductEvent || event.event() instanceof DocumentEvent)
                .map(event -> event.recorded().streamId())
                .distinct()
                .toList();
        var store = new CatalogueStore(connection);
        var fold = new CatalogueFold(store.readVersions(streamIds));
        for (ViewEvent event : events) {
            switch (event.event()) {
                case ProductEvent product -> fold.apply(event.recorded(), product);
                case DocumentEvent document -> fold.apply(event.recorded(), document);
                case AccountEvent account -> {}
                case ApprovalEvent approval -> {}
                case ActsOfDayEvent acts -> {}
                case CustomerEvent customer -> {}
            }
        }
        store.write(fold, DocumentWords.of(fold.newDocuments(), cipher));
        store.erase(events);
    }
}
