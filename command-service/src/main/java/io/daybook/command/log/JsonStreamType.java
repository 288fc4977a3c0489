package io.daybook.command.log;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.events.DomainEvent;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * Type of streams that all begin with one type of event, and whose states are written as JSON, field by field.
 *
 * @param <S> the domain's state
 * @param <E> the event that its streams begin with
 */
public final class JsonStreamType<S extends StreamState, E extends DomainEvent> implements StreamType {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE)
                    .withFieldVisibility(JsonAutoDetect.Visibility.ANY))
            .build();

    private final String shape;
    private final Class<S> stateClass;
    private final Class<E> firstEvent;
    private final Function<AppliedEvent, S> begin;

    /**
     * A type of streams.
     *
     * @param shape names the state and the version of its shape; it rises whenever the state changes its shape or its meaning,
     *     and snapshots of other shapes are folded anew
     * @param stateClass the domain's state
     * @param firstEvent the event that its streams begin with
     * @param begin the state after that event, by its value date
     */
    public JsonStreamType(String shape, Class<S> stateClass, Class<E> firstEvent, BiFunction<E, LocalDate, S> begin) {
        this(
                shape,
                stateClass,
                firstEvent,
                (AppliedEvent first) -> begin.apply(firstEvent.cast(first.event()), first.effectiveDate()));
    }

    /**
     * A type of streams whose states know the id of the first event.
     *
     * @param shape names the state and the version of its shape
     * @param stateClass the domain's state
     * @param firstEvent the event that its streams begin with
     * @param begin the state after that event
     */
    public JsonStreamType(String shape, Class<S> stateClass, Class<E> firstEvent, Function<AppliedEvent, S> begin) {
        this.shape = shape;
        this.stateClass = stateClass;
        this.firstEvent = firstEvent;
        this.begin = begin;
    }

    @Override
    public boolean isBegunBy(AppliedEvent first) {
        return firstEvent.isInstance(first.event());
    }

    @Override
    public StreamState begin(AppliedEvent first) {
        return begin.apply(first);
    }

    @Override
    public Optional<Snapshot> snapshot(StreamState state) {
        return stateClass.isInstance(state)
                ? Optional.of(new Snapshot(shape, JSON.writeValueAsString(state)))
                : Optional.empty();
    }

    @Override
    public Optional<StreamState> restore(Snapshot snapshot) {
        return snapshot.shape().equals(shape)
                ? Optional.of(JSON.readValue(snapshot.state(), stateClass))
                : Optional.empty();
    }
}
