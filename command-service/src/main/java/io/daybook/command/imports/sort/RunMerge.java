package io.daybook.command.imports.sort;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Entries of several runs as those of one. Of entries with the same key those of an earlier run come first. */
final class RunMerge implements Closeable {

    private static final Comparator<Head> ORDER =
            Comparator.<Head>comparingLong(head -> head.entry().key()).thenComparingInt(Head::run);

    private final List<RunReader> runs = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);

    /** The entry of a run that comes next, and which run it is. */
    private record Head(Entry entry, int run) {}

    /** Begins to read runs, in the order in which their entries came. */
    RunMerge(RunFiles files, List<Path> paths) throws IOException {
        try {
            for (Path path : paths) {
                runs.add(new RunReader(files.read(path)));
                advance(runs.size() - 1);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The next entry, nothing after the last. */
    Optional<Entry> next() throws IOException {
        Head next = heads.poll();
        if (next == null) {
            return Optional.empty();
        }
        advance(next.run());
        return Optional.of(next.entry());
    }

    private void advance(int run) throws IOException {
        runs.get(run).next().ifPresent(entry -> heads.add(new Head(entry, run)));
    }

    @Override
    public void close() throws IOException {
        for (RunReader run : runs) {
            run.close();
        }
    }
}
