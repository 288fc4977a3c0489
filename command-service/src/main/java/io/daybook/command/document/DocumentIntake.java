package io.daybook.command.document;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.document.DocumentRequests.Submission;
import io.daybook.command.document.DocumentRequests.Upload;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandGate;
import io.daybook.command.http.Declination;
import io.daybook.command.log.LogBusy;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.documents.Content;
import io.daybook.documents.DocumentStore;
import io.daybook.documents.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes documents in: the content goes to the store first, then the event that speaks of it to the log, so that every document
 * in the log has its content.
 *
 * <p>Where the command is refused, or was answered before under its idempotency key, the content is thrown away at once. Where
 * it is unknown what came of the command, it stays, and the {@link Sweeper} finds out.
 */
@Component
class DocumentIntake {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentIntake.class);

    private final DocumentStore store;
    private final CommandGate gate;
    private final MediaTypes mediaTypes;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    DocumentIntake(DocumentStore store, CommandGate gate, DocumentProperties properties) {
        this.store = store;
        this.gate = gate;
        this.mediaTypes = new MediaTypes(properties.mediaTypes());
    }

    /**
     * Takes a document in and waits until it is durable.
     *
     * @throws DocumentProblem if the content cannot be taken or stored
     * @throws Declination if the bank says no
     */
    Appended take(UUID accountId, Upload upload, Caller caller) {
        UUID documentId = ids.generate();
        Submission submission = stored(documentId, upload);
        try {
            Appended appended =
                    gate.submit(submission.command(documentId, accountId), ids.generate(), submission, caller);
            if (!appended.streamId().equals(documentId)) {
                throwAway(documentId);
            }
            return appended;
        } catch (Declination | LogBusy notTaken) {
            throwAway(documentId);
            throw notTaken;
        }
    }

    private Submission stored(UUID documentId, Upload upload) {
        try {
            Submission submission = examined(upload);
            store.write(
                    documentId,
                    new Content(submission.sha256(), submission.sizeBytes(), upload.file()::getInputStream));
            return submission;
        } catch (IOException e) {
            LOG.atError().setCause(e).log("A document could not be stored.");
            throw DocumentProblem.storeUnavailable();
        }
    }

    private Submission examined(Upload upload) throws IOException {
        MultipartFile file = upload.file();
        if (file.isEmpty()) {
            throw DocumentProblem.empty();
        }
        try (InputStream beginning = file.getInputStream();
                InputStream whole = file.getInputStream()) {
            return new Submission(
                    FileName.safe(file.getOriginalFilename()),
                    upload.title(),
                    upload.kind(),
                    mediaTypes.checked(file.getContentType(), beginning),
                    file.getSize(),
                    Sha256.of(whole),
                    upload.reason(),
                    upload.purpose());
        }
    }

    private void throwAway(UUID documentId) {
        try {
            store.delete(documentId);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("documentId", documentId)
                    .setCause(e)
                    .log("A content that no event speaks of could not be thrown away; the sweeper will.");
        }
    }
}
