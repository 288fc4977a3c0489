package io.daybook.command.log;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.daybook.command.decision.StreamState;
import io.daybook.command.log.StreamModel.Snapshot;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes states of one kind as JSON, field by field, and reads them again.
 *
 * @param <S> the kind of state
 */
public final class SnapshotJson<S extends StreamState> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE)
                    .withFieldVisibility(JsonAutoDetect.Visibility.ANY))
            .build();

    private final Class<S> kind;
    private final String shape;

    /**
     * For states of that kind.
     *
     * @param shape names the kind and the version of its shape; snapshots of other shapes are not read
     */
    public SnapshotJson(Class<S> kind, String shape) {
        this.kind = kind;
        this.shape = shape;
    }

    /** Writes a state down, if it is of the kind. */
    public Optional<Snapshot> write(StreamState state) {
        return kind.isInstance(state)
                ? Optional.of(new Snapshot(shape, JSON.writeValueAsString(state)))
                : Optional.empty();
    }

    /** Reads a state, if it is of the shape. */
    public Optional<StreamState> read(Snapshot snapshot) {
        return snapshot.shape().equals(shape) ? Optional.of(JSON.readValue(snapshot.state(), kind)) : Optional.empty();
    }
}
