package io.daybook.command.document;

import static io.daybook.command.account.domain.AccountRefusals.unknownAccount;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.decision.CustomerScopedCommand;
import io.daybook.command.document.DocumentRequests.Submission;
import io.daybook.command.document.DocumentRequests.Upload;
import io.daybook.command.document.domain.FileName;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.documents.DocumentStore;
import io.daybook.documents.Sha256;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.serviceweb.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * Accepts documents: the content goes to the store first, then the event that refers to it to the log, so that every document
 * in the log has its content.
 *
 * <p>Where the command is refused, or was answered before under its idempotency key, the content is thrown away at once. Where
 * it is unknown what came of the command, it stays, and the {@link OrphanedContentCleanup} finds out.
 */
@Component
class DocumentIntake {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentIntake.class);

    private final DocumentStore store;
    private final SealedContents contents;
    private final DocumentOwners owners;
    private final PersonalDataCipher cipher;
    private final CommandDispatcher dispatcher;
    private final MediaTypes mediaTypes;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    DocumentIntake(
            DocumentStore store,
            SealedContents contents,
            DocumentOwners owners,
            PersonalDataCipher cipher,
            CommandDispatcher dispatcher,
            DocumentProperties properties) {
        this.store = store;
        this.contents = contents;
        this.owners = owners;
        this.cipher = cipher;
        this.dispatcher = dispatcher;
        this.mediaTypes = new MediaTypes(properties.mediaTypes());
    }

    /**
     * Takes a document in and waits until it is durable.
     *
     * @throws Problem if the content cannot be taken or stored
     * @throws CommandRefusedException if the bank says no
     */
    Appended take(UUID accountId, Upload upload, Caller caller) {
        UUID documentId = ids.generate();
        String owner = owner(accountId, caller);
        Submission submission = examined(upload);
        PersonalDataCipher.Encryptor encryptor = cipher.encryptorFor(owner);
        store(documentId, upload, encryptor);
        try {
            Appended appended = dispatcher.submit(
                    submission.command(documentId, accountId, encryptor), ids.generate(), submission, caller);
            if (!appended.streamId().equals(documentId)) {
                throwAway(documentId);
            }
            return appended;
        } catch (CommandRefusedException | CommandQueueFullException notTaken) {
            throwAway(documentId);
            throw notTaken;
        }
    }

    /** Finds the owner. A caller that may see only its own accounts does not learn whether another account exists. */
    private String owner(UUID accountId, Caller caller) {
        Optional<String> owner = owners.ownerOf(accountId);
        return owner.filter(customer -> caller.identity().reaches(owner))
                .orElseThrow(() -> new CommandRefusedException(
                        caller.identity().customerId().isPresent()
                                ? CustomerScopedCommand.NOT_OWNER
                                : unknownAccount(accountId)));
    }

    private void store(UUID documentId, Upload upload, PersonalDataCipher.Encryptor encryptor) {
        try {
            contents.write(documentId, upload.file(), encryptor);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static Problem notStored(IOException failure) {
        LOG.atError().setCause(failure).log("A document could not be stored.");
        return DocumentProblems.storeUnavailable();
    }

    private Submission examined(Upload upload) {
        MultipartFile file = upload.file();
        if (file.isEmpty()) {
            throw DocumentProblems.empty();
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
        } catch (IOException e) {
            throw notStored(e);
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
