package io.daybook.projector.engine.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;

/** Differences between a view and the log: their number, and tables and keys of some of them. */
final class Differences {

    private static final int EXAMPLES_MAX = 20;

    private final List<String> examples = new ArrayList<>();
    private long count;

    /** Adds what differs, named by its kind and its key. */
    void add(SequencedSet<String> names) {
        count += names.size();
        names.stream().limit(EXAMPLES_MAX - examples.size()).forEach(examples::add);
    }

    long count() {
        return count;
    }

    List<String> examples() {
        return List.copyOf(examples);
    }
}
