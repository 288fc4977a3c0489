package io.daybook.command.imports;

import io.daybook.command.http.Places;
import io.daybook.command.http.Places.Shortage;
import io.daybook.command.imports.SpoolingStream.InsufficientSpaceException;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.Records;
import io.daybook.command.imports.sort.ExternalSort.AbandonedException;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.EventLogUnavailableException;
import io.daybook.command.log.LogProperties;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.personaldata.KeysUnavailable;
import io.daybook.serviceweb.BackgroundLoop;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs imports, one after the other: those that were not finished when an instance with this folder stopped, then those
 * that are uploaded. When this instance stops, what runs is left to be resumed.
 */
@Component
class ImportRunner extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    /** After the queue of commands has started, and before it stops. */
    private static final int PHASE = 1;

    private static final long STOP_POLL_MILLIS = 100;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Stands for whoever uploaded what a start finds; no token has an empty subject. */
    private static final String RESUMED = "";

    private static final String UNREADABLE = "The uploaded file cannot be read any more. Upload it again.";

    private static final String NO_ROOM =
            "There is no room to put the file in order, which takes two more of it. Free space, then upload it again.";

    private final CommandQueue queue;
    private final ImportStore store;
    private final SpoolFolder folder;
    private final LineReading reading;
    private final LineSorting sorting;
    private final ImportRun.Limits limits;
    private final ImportMetrics metrics;

    private final BlockingQueue<Spool> waiting = new LinkedBlockingQueue<>();
    private final List<Spool> unagreed = new ArrayList<>();
    private final ImportAgreement agreement;
    private final Places places;
    private long lookedAt = System.nanoTime();
    private final RetryWithBackoff retry;

    ImportRunner(
            CommandQueue queue,
            ImportStore store,
            SpoolFolder folder,
            LineReading reading,
            LineSorting sorting,
            ImportAgreement agreement,
            ImportProperties properties,
            LogProperties logProperties,
            MeterRegistry meters) {
        super("importer", Duration.ZERO);
        this.queue = queue;
        this.store = store;
        this.folder = folder;
        this.reading = reading;
        this.sorting = sorting;
        this.agreement = agreement;
        this.places = new Places(properties.waitingMax(), properties.waitingPerCallerMax());
        this.metrics = new ImportMetrics(meters, places::taken);
        this.retry = new RetryWithBackoff(this::pause, properties.retryPauseMax());
        this.limits = new ImportRun.Limits(
                Math.min(properties.groupMax(), logProperties.batchMax()), properties.refusalsKeptMax());
    }

    /** Takes a place for an import that is about to be uploaded; null if it was taken, otherwise why not. */
    @Nullable
    Shortage reserve(ImportRequest request) {
        return places.take(request.importId(), request.actor());
    }

    /** Gives a place back. */
    void release(UUID importId) {
        places.release(importId);
    }

    /** Takes over an upload, which has a place and is in the table of imports. */
    void take(Spool spool) {
        waiting.add(spool);
    }

    /** Resumes what was not finished when an instance with this folder stopped. */
    @Override
    protected void begin() {
        try {
            for (Spool spool : folder.abandoned()) {
                places.add(spool.importId(), RESUMED);
                waiting.add(spool);
            }
        } catch (IOException e) {
            LOG.atError().setCause(e).log("The folder of uploaded files cannot be read; nothing is resumed.");
        }
    }

    @Override
    protected void round() {
        try {
            Spool next = waiting.poll(STOP_POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (next == null) {
                lookForDecisions();
            } else if (isUnagreed(next)) {
                unagreed.add(next);
            } else {
                run(next);
            }
        } catch (InterruptedException e) {
            LOG.atError().log("The importer was interrupted; it goes on.");
        }
    }

    @Override
    protected void end() {
        waiting.forEach(ImportRunner::leave);
        unagreed.forEach(ImportRunner::leave);
    }

    private boolean isUnagreed(Spool spool) {
        try {
            return retry.until(() -> store.find(spool.importId()))
                    .filter(known -> known.state() == ImportState.WAITING)
                    .isPresent();
        } catch (ShutdownException e) {
            return true;
        }
    }

    /** Goes on with files about which a second person has decided, or that somebody has cancelled. */
    private void lookForDecisions() {
        if (unagreed.isEmpty() || System.nanoTime() - lookedAt < LOOK_EVERY.toNanos()) {
            return;
        }
        lookedAt = System.nanoTime();
        try {
            for (Spool spool : List.copyOf(unagreed)) {
                if (isDecided(spool)) {
                    unagreed.remove(spool);
                    waiting.add(spool);
                }
            }
        } catch (CommandQueueFullException
                | EventLogUnavailableException
                | DataAccessException
                | TransactionException
                | KeysUnavailable e) {
            LOG.atWarn().setCause(e).log("It is not known whether files were agreed to; it is looked for again.");
        }
    }

    private boolean isDecided(Spool spool) {
        UUID importId = spool.importId();
        Optional<Import> waiting = store.find(importId).filter(known -> known.state() == ImportState.WAITING);
        if (waiting.isEmpty()) {
            return true;
        }
        if (waiting.get().approvalId() == null) {
            ask(waiting.get(), spool);
        }
        return agreement
                .newest(importId)
                .filter(newest -> isDecidedBy(newest, importId))
                .isPresent();
    }

    private boolean isDecidedBy(ApprovalEvent newest, UUID importId) {
        return switch (newest) {
            case ActionRequested asked -> false;
            case ActionApproved approved -> {
                store.agreed(importId);
                yield true;
            }
            case ActionRejected rejected -> {
                store.finish(
                        importId, ImportState.CANCELLED, "It was rejected, or taken back by whoever had asked for it.");
                yield true;
            }
            case ActionExpired expired -> {
                store.finish(importId, ImportState.CANCELLED, "Nobody agreed to it in time. Upload it again.");
                yield true;
            }
        };
    }

    /** Asks a second person where the upload could not, or where the instance stopped before it had, or before that was noted. */
    private void ask(Import waiting, Spool spool) {
        UUID importId = waiting.request().importId();
        try {
            var totals = new ImportTotals();
            // Not closed: closing the stream would close the spool.
            Records records = waiting.request().format().open(spool.input());
            reading.readAll(waiting.request(), records, totals::add);
            store.asked(importId, agreement.request(waiting, totals));
        } catch (IOException e) {
            LOG.atError().addKeyValue("importId", importId).setCause(e).log("An uploaded file cannot be read.");
            store.finish(importId, ImportState.FAILED, UNREADABLE);
        }
    }

    private void run(Spool spool) {
        UUID importId = spool.importId();
        try {
            Optional<Import> begun = retry.until(() -> store.beginRun(importId));
            if (begun.isPresent()) {
                run(begun.get(), spool);
            }
            if (retry.until(() -> store.find(importId)).isPresent()) {
                spool.delete();
            } else {
                LOG.atWarn().addKeyValue("importId", importId).log("A file is of another log, or of none; it stays.");
                leave(spool);
            }
        } catch (ShutdownException e) {
            leave(spool);
        } catch (IOException | RuntimeException e) {
            LOG.atError()
                    .addKeyValue("importId", importId)
                    .setCause(e)
                    .log("An import could not be brought to its end; the next start resumes it.");
            leave(spool);
        } finally {
            release(importId);
        }
    }

    private void run(Import begun, Spool spool) throws ShutdownException {
        UUID importId = spool.importId();
        try (ExecutorService readAhead = Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("import-reader").factory());
                OpeningDates openings = openingDates(begun, spool);
                Records records = records(begun, spool)) {
            ImportLines lines = reading.lines(begun.request(), records, openings);
            var run = new ImportRun(begun, lines, queue, store, retry, limits, metrics);
            ImportState ended = run.run(readAhead);
            finish(importId, ended, run.problem().orElse(null));
        } catch (AbandonedException e) {
            if (!isRunning()) {
                throw new ShutdownException();
            }
        } catch (InsufficientSpaceException e) {
            LOG.atError().addKeyValue("importId", importId).setCause(e).log("There is no room to sort a file.");
            finish(importId, ImportState.FAILED, NO_ROOM);
        } catch (IOException e) {
            LOG.atError().addKeyValue("importId", importId).setCause(e).log("An uploaded file cannot be read.");
            finish(importId, ImportState.FAILED, UNREADABLE);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("importId", importId).setCause(e).log("An import failed for a fault of ours.");
            finish(importId, ImportState.FAILED, "The fault is ours and has been logged. Upload the file again.");
        }
    }

    /** The records, read as the version read them that took them in. */
    private Records records(Import begun, Spool spool) throws IOException, ShutdownException {
        ImportRequest request = begun.request();
        UUID importId = request.importId();
        try {
            return retry.until(() -> {
                try {
                    boolean countsBlankLines = countsBlankLines(begun, spool);
                    Records written = request.format().open(spool.input());
                    written.asTakenIn(begun.size().columnsLeftOut());
                    if (countsBlankLines) {
                        written.countBlankLines();
                    }
                    return sorting.inOrder(request, written, spool, () -> isWanted(importId));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Tells whether blank lines count towards where an import is that has been begun: they did once, and then their number too. */
    private boolean countsBlankLines(Import begun, Spool spool) throws IOException {
        if (begun.counts().read() == 0 || begun.request().format() != ImportFormat.CSV) {
            return false;
        }
        // Not closed: closing the stream would close the spool.
        Records written = begun.request().format().open(spool.input());
        written.countBlankLines();
        return reading.readAll(begun.request(), written, (line, facts) -> {})
                == begun.size().lines();
    }

    /** Tells whether the instance goes on and nobody has ended the import; that is looked up from time to time. */
    private boolean isWanted(UUID importId) {
        if (System.nanoTime() - lookedAt < LOOK_EVERY.toNanos()) {
            return isRunning();
        }
        lookedAt = System.nanoTime();
        return isRunning()
                && store.find(importId)
                        .filter(known -> known.state() == ImportState.RUNNING)
                        .isPresent();
    }

    /** The dates that were noted at the upload; of an upload from before they were, they are noted now. */
    private OpeningDates openingDates(Import begun, Spool spool) throws IOException {
        if (Files.exists(spool.openingDates())) {
            return OpeningDates.open(spool.openingDates());
        }
        OpeningDates openings = OpeningDates.create(spool.openingDates());
        // Not closed: closing the stream would close the spool.
        reading.noteDates(begun.request(), begun.request().format().open(spool.input()), openings, (line, facts) -> {});
        openings.complete();
        return openings;
    }

    private void finish(UUID importId, ImportState state, @Nullable String problem) throws ShutdownException {
        Import ended = retry.until(() -> store.finish(importId, state, problem));
        LOG.atInfo()
                .addKeyValue("importId", importId)
                .addKeyValue("state", ended.state())
                .addKeyValue("lines", ended.counts().read())
                .addKeyValue("accepted", ended.counts().accepted())
                .addKeyValue("repeated", ended.counts().repeated())
                .addKeyValue("refused", ended.counts().refused())
                .addKeyValue("failed", ended.counts().failed())
                .addKeyValue("linesPerSecond", Math.round(ended.linesPerSecond().orElse(0)))
                .log("An import has ended.");
    }

    /** Lets go of a file that stays, for the next start or another instance with this folder. */
    private static void leave(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("importId", spool.importId()).setCause(e).log("An uploaded file was not closed.");
        }
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
