package io.daybook.events;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trace that an event was recorded in, in the event's metadata: {@code {"traceparent":"00-…-…-01"}}, as W3C Trace Context
 * writes it. Only events of traces that are sampled have it; the hash covers it as all metadata.
 */
public final class TraceMetadata {

    private static final String FIELD = "traceparent";
    private static final Predicate<String> IS_SAMPLED =
            Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-01").asMatchPredicate();
    private static final JsonMapper JSON = EventJson.mapper();

    private TraceMetadata() {}

    /** Metadata that says that, and nothing else. */
    public static String of(String traceparent) {
        return JSON.createObjectNode().put(FIELD, traceparent).toString();
    }

    /** The traceparent in an event's metadata, if it has one; a column of an import that is called so and is none counts not. */
    public static Optional<String> traceparent(@Nullable String metadata) {
        // Imported events have metadata and no trace; they are many.
        if (metadata == null || !metadata.contains(FIELD)) {
            return Optional.empty();
        }
        try {
            return JSON.readTree(metadata).path(FIELD).stringValueOpt().filter(IS_SAMPLED);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
