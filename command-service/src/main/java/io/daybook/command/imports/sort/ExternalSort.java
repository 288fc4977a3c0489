package io.daybook.command.imports.sort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sorts entries by their keys; those with the same key stay in the order in which they came. What memory does not hold is kept in
 * sorted runs on disk, which are merged at the end, in several passes if they are many.
 */
public final class ExternalSort {

    /** Number of entries after which it is asked whether the work is still wanted. */
    private static final int ASKED_EVERY = 1_000;

    private final RunFiles files;
    private final Path folder;
    private final Limits limits;
    private final BooleanSupplier isWanted;

    private List<Entry> entries = new ArrayList<>();
    private long heapBytes;
    private List<Run> runs = new ArrayList<>();
    private long runsWritten;
    private long moved;

    /**
     * The limits of a sort.
     *
     * @param heapBytes memory for entries; one entry may be larger
     * @param mergedMax runs that are merged at once, at least two; each takes a few buffers
     */
    public record Limits(long heapBytes, int mergedMax) {}

    /** A sorted part of the entries, and its size. */
    private record Run(Path file, long bytes) {}

    /** The work is not wanted any more. */
    public static final class AbandonedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A sort of nothing yet.
     *
     * @param folder an empty folder for runs; those that were merged are removed
     * @param isWanted asked now and then; if it says no, the work ends with an {@link AbandonedException}
     */
    public ExternalSort(RunFiles files, Path folder, Limits limits, BooleanSupplier isWanted) {
        this.files = files;
        this.folder = folder;
        this.limits = limits;
        this.isWanted = isWanted;
    }

    /** Adds an entry. */
    public void add(Entry entry) throws IOException {
        count();
        if (!entries.isEmpty() && heapBytes + entry.heapBytes() > limits.heapBytes()) {
            runs.add(written(newRun()));
        }
        entries.add(entry);
        heapBytes += entry.heapBytes();
    }

    /** Writes all entries in their order, once; {@link RunReader} reads them. */
    public void writeTo(Path sorted) throws IOException {
        if (runs.isEmpty()) {
            written(sorted);
            return;
        }
        runs.add(written(newRun()));
        while (runs.size() > limits.mergedMax()) {
            mergeOnce();
        }
        merged(runs, sorted);
    }

    private Path newRun() {
        return folder.resolve(Long.toString(runsWritten++));
    }

    private Run written(Path file) throws IOException {
        entries.sort(Comparator.comparingLong(Entry::key));
        try (var run = new RunWriter(files.write(file, heapBytes))) {
            for (Entry entry : entries) {
                run.write(entry);
            }
            entries = new ArrayList<>();
            heapBytes = 0;
            return new Run(file, run.bytes());
        }
    }

    /** Merges neighbours only, so that the order in which entries came is still that of the runs. */
    private void mergeOnce() throws IOException {
        var fewer = new ArrayList<Run>();
        for (int from = 0; from < runs.size(); from += limits.mergedMax()) {
            List<Run> neighbours = runs.subList(from, Math.min(from + limits.mergedMax(), runs.size()));
            fewer.add(neighbours.size() == 1 ? neighbours.getFirst() : merged(neighbours, newRun()));
        }
        runs = fewer;
    }

    private Run merged(List<Run> parts, Path file) throws IOException {
        long bytes = parts.stream().mapToLong(Run::bytes).sum();
        try (var merge = new RunMerge(files, parts.stream().map(Run::file).toList());
                var run = new RunWriter(files.write(file, bytes))) {
            for (Optional<Entry> entry = merge.next(); entry.isPresent(); entry = merge.next()) {
                count();
                run.write(entry.get());
            }
        }
        for (Run part : parts) {
            Files.delete(part.file());
        }
        return new Run(file, bytes);
    }

    private void count() throws AbandonedException {
        moved++;
        if (moved % ASKED_EVERY == 0 && !isWanted.getAsBoolean()) {
            throw new AbandonedException();
        }
    }
}
