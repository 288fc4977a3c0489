package io.daybook.projector.engine.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One building of a view's tables, in a schema of its own.
 *
 * @param name the schema: the view's own name for the one that serves
 * @param number counts the buildings of the view
 * @param madeAt time when it was begun
 * @param isServing true if readers see it
 * @param isReady true if it has been built up
 * @param source where the bulk of its events comes from; absent where the store does not note it
 * @param untilPosition the last log position in it, if it is a view of the past
 * @param position the highest log position in it, 0 before the first event
 * @param bytes space that it takes on disk, indexes included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Generation(
        String name,
        long number,
        Instant madeAt,
        boolean isServing,
        boolean isReady,
        @Nullable RebuildSource source,
        @Nullable Long untilPosition,
        long position,
        long bytes) {}
