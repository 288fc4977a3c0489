package io.daybook.projector.catalogue;

import io.daybook.events.AccountEvent;
import io.daybook.events.DocumentEvent;
import io.daybook.events.ProductEvent;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Products with their terms, and what is known about documents. */
@Component
class CatalogueView implements View {

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        List<UUID> streamIds = events.stream()
                .filter(event -> !(event.event() instanceof AccountEvent))
                .map(event -> event.recorded().streamId())
                .distinct()
                .toList();
        if (streamIds.isEmpty()) {
            return;
        }
        var store = new CatalogueStore(connection);
        var fold = new CatalogueFold(store.readVersions(streamIds));
        for (ViewEvent event : events) {
            switch (event.event()) {
                case ProductEvent product -> fold.apply(event.recorded(), product);
                case DocumentEvent document -> fold.apply(event.recorded(), document);
                case AccountEvent account -> {}
            }
        }
        store.write(fold);
    }
}
