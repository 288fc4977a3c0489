package io.daybook.command.imports;

import io.daybook.command.imports.ImportLine.InvalidLine;
import io.daybook.command.imports.ImportLine.RefusedLine;
import io.daybook.command.imports.ImportLine.ValidLine;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Outcome;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.Outcome.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
    private boolean hasLogLostLines;

    /**
     * The limits of a run.
     *
     * @param groupMax lines that are decided and committed together
     * @param refusalsKeptMax lines not taken that are kept; all are counted
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
                return counts.failed() == 0 ? ImportState.COMPLETED : ImportState.FAILED;
            }
            next = read(reading);
            ImportState state = decide(group);
            if (state != ImportState.RUNNING) {
                return state;
            }
        }
    }

    /** Reason why the import has failed, nothing if it has not. */
    Optional<String> problem() {
        if (hasLogLostLines) {
            return Optional.of(
                    "The log has lost lines that had been decided, as after a failover or a restore. Upload the"
                            + " file again: what is still there is not added twice.");
        }
        return counts.failed() == 0 ? Optional.empty() : Optional.of("""
                        A fault of ours, which has been logged, kept %d lines from being decided; they are listed with the code \
                        of the fault. Upload the file again once it is mended: what was accepted is not added twice.""".formatted(counts.failed()));
    }

    private CompletableFuture<List<ImportLine>> read(Executor reading) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        List<FileRecord> records = lines.next(limits.groupMax());
                        return retry.until(() -> lines.of(records));
                    } catch (IOException | ShutdownException e) {
                        throw new CompletionException(e);
                    }
                },
                reading);
    }

    private static List<ImportLine> group(CompletableFuture<List<ImportLine>> read)
            throws IOException, ShutdownException {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            if (e.getCause() instanceof ShutdownException stopping) {
                throw stopping;
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
        return note(group, outcomes);
    }

    private ImportState note(List<ImportLine> group, List<Outcome> outcomes) throws ShutdownException {
        var tally = new Tally();
        Iterator<Outcome> next = outcomes.iterator();
        for (ImportLine line : group) {
            switch (line) {
                case InvalidLine fault -> tally.refuse(fault.refused());
                case ValidLine understood -> tally.add(understood, next.next());
            }
        }
        List<RefusedLine> kept = tally.notTaken.subList(0, (int) Math.min(tally.notTaken.size(), roomForRefusals()));
        ImportCounts decided = tally.counts();
        long before = counts.read();
        counts = counts.plus(decided);
        Optional<ImportState> state = retry.until(
                () -> store.save(importId, before, counts, lines.sealed(kept), Outcome.lastEvent(outcomes)));
        if (state.isEmpty()) {
            hasLogLostLines = true;
            return ImportState.FAILED;
        }
        metrics.decided(decided);
        return state.get();
    }

    private long roomForRefusals() {
        return Math.max(0, limits.refusalsKeptMax() - counts.notTaken());
    }

    /** Outcomes of one group. */
    private static final class Tally {

        private final List<RefusedLine> notTaken = new ArrayList<>();
        private long accepted;
        private long repeated;
        private long refused;
        private long failed;

        void add(ValidLine line, Outcome outcome) {
            switch (outcome) {
                case Refused no -> refuse(line.refused(no.refusal()));
                case Failed fault -> {
                    failed++;
                    notTaken.add(line.failed(fault));
                }
                case Appended appended -> {
                    if (isNew(appended, line)) {
                        accepted++;
                    } else {
                        repeated++;
                    }
                }
            }
        }

        void refuse(RefusedLine line) {
            refused++;
            notTaken.add(line);
        }

        ImportCounts counts() {
            return new ImportCounts(accepted + repeated + refused + failed, accepted, repeated, refused, failed);
        }

        /** Counts as new also a line that an earlier run of this import appended without having saved its progress. */
        private static boolean isNew(Appended appended, ValidLine line) {
            return !appended.isRepeated()
                    || appended.operationId().equals(line.envelope().operationId());
        }
    }
}
