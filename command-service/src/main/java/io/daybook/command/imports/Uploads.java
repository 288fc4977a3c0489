package io.daybook.command.imports;

import io.daybook.command.http.Begun;
import io.daybook.command.http.Places.Shortage;
import io.daybook.command.imports.Import.FileSize;
import io.daybook.command.imports.ImportStore.RequestKey;
import io.daybook.command.imports.SpoolingStream.InsufficientSpaceException;
import io.daybook.command.imports.file.LimitedStream;
import io.daybook.command.imports.file.LimitedStream.FileTooLargeException;
import io.daybook.command.imports.file.LineFacts;
import io.daybook.command.imports.file.MalformedFileException;
import io.daybook.command.imports.file.Records;
import io.daybook.command.imports.file.UploadedFile;
import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.EventLogUnavailableException;
import io.daybook.serviceweb.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes files in. A file is written to disk as it arrives and checked as a whole on the way: how large it is, how it is
 * encoded, whether its structure holds to the end. Only then it becomes an import; otherwise nothing of it is left.
 */
@Component
class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int RETRY_AFTER_SECONDS = 10;
    private static final int DISCARDED_AT_A_TIME_BYTES = 64 * 1024;

    private final ImportRunner runner;
    private final ImportStore store;
    private final SpoolFolder folder;
    private final LineReading reading;
    private final ImportProperties properties;
    private final ImportAgreement agreement;

    Uploads(
            ImportRunner runner,
            ImportStore store,
            SpoolFolder folder,
            LineReading reading,
            ImportProperties properties,
            ImportAgreement agreement) {
        this.agreement = agreement;
        this.runner = runner;
        this.store = store;
        this.folder = folder;
        this.reading = reading;
        this.properties = properties;
    }

    /**
     * Takes a file in and lets it be imported.
     *
     * @param request request for what is done with it
     * @param key the key under which the request is remembered, null for none
     * @param file the file
     * @return the import; one that was taken in before, if the same file came under the same key
     * @throws Problem if it is not taken; nothing of it is left
     */
    Begun<Import> receive(ImportRequest request, @Nullable String key, UploadedFile file) {
        if (file.announcedBytes() > properties.sizeMax().toBytes()) {
            throw tooLarge();
        }
        Shortage shortage = runner.reserve(request);
        if (shortage != null) {
            throw busy(shortage);
        }
        try {
            Begun<Import> taken = spooled(request, key, file);
            if (taken.isRepeated()) {
                runner.release(request.importId());
            }
            return taken;
        } catch (RuntimeException e) {
            runner.release(request.importId());
            throw e;
        }
    }

    private Begun<Import> spooled(ImportRequest request, @Nullable String key, UploadedFile file) {
        try {
            Spool spool = created(request.importId());
            try {
                var totals = new ImportTotals();
                FileSize size = checked(request, spool, file, totals);
                complete(spool);
                Begun<Import> taken = noted(request, requestKey(request, key, spool), size, totals);
                if (taken.isRepeated()) {
                    folder.discard(spool);
                } else {
                    runner.take(spool);
                }
                return taken;
            } catch (IOException | RuntimeException e) {
                folder.discard(spool);
                throw e;
            }
        } catch (MalformedFileException malformed) {
            discardRest(file.body());
            throw new Problem(HttpStatus.BAD_REQUEST, "malformed", String.valueOf(malformed.getMessage()))
                    .with("line", malformed.line());
        } catch (FileTooLargeException e) {
            throw tooLarge();
        } catch (InsufficientSpaceException e) {
            LOG.atError().setCause(e).log("An upload was turned away: there is no room for it.");
            throw noRoom();
        } catch (IOException e) {
            LOG.atInfo().addKeyValue("importId", request.importId()).setCause(e).log("An upload broke off.");
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "incomplete",
                    "The file did not arrive whole. Nothing was done; send it again.");
        }
    }

    private static @Nullable RequestKey requestKey(ImportRequest request, @Nullable String key, Spool spool) {
        return key == null ? null : new RequestKey(key, request.fingerprint(spool.digest()));
    }

    private Begun<Import> noted(ImportRequest request, @Nullable RequestKey key, FileSize size, ImportTotals totals) {
        if (!agreement.isNeeded(request, totals)) {
            return store.insert(request, ImportState.QUEUED, key, size);
        }
        Begun<Import> noted = store.insert(request, ImportState.WAITING, key, size);
        return noted.isRepeated() ? noted : Begun.now(asked(noted.what(), totals));
    }

    /** If nobody can be asked at the moment, the file is kept and waits all the same: the runner asks later. */
    private Import asked(Import noted, ImportTotals totals) {
        UUID importId = noted.request().importId();
        try {
            return store.asked(importId, agreement.request(noted, totals));
        } catch (CommandQueueFullException
                | EventLogUnavailableException
                | DataAccessException
                | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("importId", importId)
                    .setCause(e)
                    .log("Nobody could be asked to agree to a file; it is asked for later.");
            return noted;
        }
    }

    /** Reads the rest of the body, up to the largest size of a file: a client that is still sending does not read an answer yet. */
    private void discardRest(InputStream body) {
        byte[] discarded = new byte[DISCARDED_AT_A_TIME_BYTES];
        long left = properties.sizeMax().toBytes();
        try {
            int read = body.read(discarded);
            while (read >= 0 && left > 0) {
                left -= read;
                read = body.read(discarded);
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("Who sent a malformed file has gone.");
        }
    }

    /** Reads the file to its end, keeping it, the dates of its accounts and the sums it moves; returns its size. */
    private FileSize checked(ImportRequest request, Spool spool, UploadedFile file, ImportTotals totals)
            throws IOException {
        long bytesMax = properties.sizeMax().toBytes();
        // In UTF-8 a text may be longer than it was sent.
        var text = new LimitedStream(file.utf8(bytesMax), bytesMax);
        var kept = new SpoolingStream(text, output(spool), folder, properties);
        kept.checkRoomFor(Math.max(0, file.announcedBytes()) * LineSorting.copies(request));
        // Not closed here: that would close the request's body before the answer is written.
        Records records = request.format().open(kept);
        long lines;
        try (OpeningDates openings = OpeningDates.create(spool.openingDates())) {
            lines = reading.noteDates(request, records, openings, (line, facts) -> addTo(totals, line, facts));
            openings.complete();
        }
        if (lines == 0) {
            throw new MalformedFileException(1, "There is nothing in the file to import.");
        }
        return new FileSize(spool.bytes(), lines, records.columnsLeftOut());
    }

    private void addTo(ImportTotals totals, long line, LineFacts facts) {
        if (agreement.isActive()) {
            totals.add(line, facts);
        }
    }

    private Spool created(UUID importId) throws InsufficientSpaceException {
        try {
            return folder.create(importId);
        } catch (IOException e) {
            throw new InsufficientSpaceException(e);
        }
    }

    private static OutputStream output(Spool spool) throws InsufficientSpaceException {
        try {
            return spool.output();
        } catch (IOException e) {
            throw new InsufficientSpaceException(e);
        }
    }

    private void complete(Spool spool) throws InsufficientSpaceException {
        try {
            folder.complete(spool);
        } catch (IOException e) {
            throw new InsufficientSpaceException(e);
        }
    }

    private Problem tooLarge() {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The file is larger than %d bytes. Cut it in parts."
                        .formatted(properties.sizeMax().toBytes()));
    }

    private Problem busy(Shortage shortage) {
        String why =
                switch (shortage) {
                    case OF_PLACES -> "%d files are waiting already".formatted(properties.waitingMax());
                    case OF_THE_CALLERS_PLACES ->
                        "%d files of yours are waiting already".formatted(properties.waitingPerCallerMax());
                };
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, "busy", why + ". Send it again when one of them is done.")
                .retryAfter(RETRY_AFTER_SECONDS);
    }

    private static Problem noRoom() {
        return new Problem(
                HttpStatus.INSUFFICIENT_STORAGE,
                "no-room",
                "There is no room to keep the file until it is imported. Nothing was done; tell the operators.");
    }
}
