package io.daybook.command.product;

import io.daybook.command.decision.Fact;
import io.daybook.command.decision.StreamState;
import io.daybook.command.log.SnapshotJson;
import io.daybook.command.log.StreamModel;
import io.daybook.events.ProductEvent.ProductPublished;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Folds streams into products, and keeps snapshots of them. */
@Component
class ProductModel implements StreamModel {

    /** Rises whenever {@link Product} changes its shape or its meaning; snapshots of other shapes are folded anew. */
    private static final String SHAPE = "product/1";

    private final SnapshotJson<Product> json = new SnapshotJson<>(Product.class, SHAPE);

    @Override
    public boolean isBegunBy(Fact first) {
        return first.event() instanceof ProductPublished;
    }

    @Override
    public StreamState begin(Fact first) {
        return Product.published((ProductPublished) first.event());
    }

    @Override
    public Optional<Snapshot> snapshot(StreamState state) {
        return json.write(state);
    }

    @Override
    public Optional<StreamState> restore(Snapshot snapshot) {
        return json.read(snapshot);
    }
}
