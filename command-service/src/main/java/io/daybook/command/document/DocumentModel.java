package io.daybook.command.document;

import io.daybook.command.decision.Fact;
import io.daybook.command.decision.StreamState;
import io.daybook.command.log.SnapshotJson;
import io.daybook.command.log.StreamModel;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Folds streams into documents, and keeps snapshots of them. */
@Component
class DocumentModel implements StreamModel {

    /** Rises whenever {@link Document} changes its shape or its meaning; snapshots of other shapes are folded anew. */
    private static final String SHAPE = "document/1";

    private final SnapshotJson<Document> json = new SnapshotJson<>(Document.class, SHAPE);

    @Override
    public boolean isBegunBy(Fact first) {
        return first.event() instanceof DocumentSubmitted;
    }

    @Override
    public StreamState begin(Fact first) {
        return Document.SUBMITTED;
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
