package io.daybook.command.imports;

import io.daybook.command.imports.ImportLine.InvalidLine;
import io.daybook.command.imports.ImportLine.ValidLine;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Outcome;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * One run of an import: submits the lines to the log, group by group in the order of the file, and saves after each group how
 * far it is. While one group is being appended the next is read.
 *
 * <p>A group is decided and committed together. Whatever fails, the same group is submitted again, so the order of the log
 * is the order of the file; and because every line has its own idempotency key, no line counts twice.
 */
final class ImportRun {

    private final UUID importId;
    private final ImportLines lines;
    private final CommandQueue queue;
    private final ImportStore store;
    private final RetryWithBackoff retry;
    private final Limits limits;
    private final ImportMetrics metrics;

    private ImportCounts counts;

    /**
     * The limits of a run.
     *
     * @param groupMax lines that are decided and committed together
     * @param refusalsKeptMax refusals that are kept; all are counted
     */
    record Limits(int groupMax, int refusalsKeptMax) {}

    ImportRun(
            Import begun,
            ImportLines lines,
            CommandQueue queue,
            ImportStore store,
            RetryWithBackoff retry,
            Limits limits,
            ImportMetrics metrics) {
        this.importId = begun.request().importId();
        this.counts = begun.counts();
        this.lines = lines;
        this.queue = queue;
        this.store = store;
        this.retry = retry;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * Goes on with the first line that was not decided yet.
     *
     * @param reading executor on which the next group is read meanwhile
     * @return the import as it is now: it has ended
     * @throws ShutdownException if the instance stops; what was not saved is submitted again by the next run
     * @throws IOException if the file cannot be read
     */
    ImportState run(Executor reading) throws IOException, ShutdownException {
        lines.skip(counts.read());
        CompletableFuture<List<ImportLine>> next = read(reading);
        while (true) {
            List<ImportLine> group = group(next);
            if (group.isEmpty()) {
                return ImportState.COMPLETED;
            }
            next = read(reading);
            if (decide(group) == ImportState.CANCELLED) {
                return ImportState.CANCELLED;
            }
        }
    }

    private CompletableFuture<List<ImportLine>> read(Executor reading) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return lines.next(limits.groupMax());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                reading);
    }

    private static List<ImportLine> group(CompletableFuture<List<ImportLine>> read) throws IOException {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw e;
        }
    }

    private ImportState decide(List<ImportLine> group) throws ShutdownException {
        List<CommandEnvelope> envelopes = group.stream()
                .filter(ValidLine.class::isInstance)
                .map(line -> ((ValidLine) line).envelope())
                .toList();
        List<Outcome> outcomes = envelopes.isEmpty() ? List.of() : retry.until(() -> queue.submitAll(envelopes));
        return note(group, outcomes.iterator());
    }

    private ImportState note(List<ImportLine> group, Iterator<Outcome> outcomes) throws ShutdownException {
        var tally = new Tally();
        for (ImportLine line : group) {
            switch (line) {
                case InvalidLine fault -> tally.refusals.add(fault.refused());
                case ValidLine understood -> tally.add(understood, outcomes.next());
            }
        }
        List<LineRefusal> kept = tally.refusals.subList(0, (int) Math.min(tally.refusals.size(), roomForRefusals()));
        ImportCounts decided = tally.counts();
        counts = counts.plus(decided);
        ImportState state = retry.until(() -> store.save(importId, counts, kept));
        metrics.decided(decided);
        return state;
    }

    private long roomForRefusals() {
        return Math.max(0, limits.refusalsKeptMax() - counts.refused());
    }

    /** Outcomes of one group. */
    private static final class Tally {

        private final List<LineRefusal> refusals = new ArrayList<>();
        private long accepted;
        private long repeated;

        void add(ValidLine line, Outcome outcome) {
            switch (outcome) {
                case Refused refused -> refusals.add(line.refused(refused.refusal()));
                case Appended appended -> {
                    if (isNew(appended, line)) {
                        accepted++;
                    } else {
                        repeated++;
                    }
                }
            }
        }

        ImportCounts counts() {
            return new ImportCounts(accepted + repeated + refusals.size(), accepted, repeated, refusals.size());
        }

        /** Counts as new also a line that an earlier run of this import appended without having saved its progress. */
        private static boolean isNew(Appended appended, ValidLine line) {
            return !appended.isRepeated()
                    || appended.operationId().equals(line.envelope().operationId());
        }
    }
}
