package io.daybook.serviceweb;

import java.util.Set;

/**
 * Paths that read their body as a stream, with a limit of their own. A service that has any declares them as a bean; every
 * other path takes no more than a command needs.
 *
 * @param paths the whole paths, without patterns
 */
public record StreamedBodyPaths(Set<String> paths) {

    /** Keeps a copy. */
    public StreamedBodyPaths {
        paths = Set.copyOf(paths);
    }

    static StreamedBodyPaths none() {
        return new StreamedBodyPaths(Set.of());
    }
}
