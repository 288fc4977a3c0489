package io.daybook.query.catalogue;

import io.daybook.documents.AlteredContent;
import io.daybook.documents.DocumentStore;
import io.daybook.documents.VerifiedInputStream;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.serviceweb.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads the contents of documents, and verifies that they are still those that were submitted. */
@Component
class DocumentContents {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentContents.class);

    private final DocumentStore store;
    private final PersonalDataCipher cipher;

    DocumentContents(DocumentStore store, PersonalDataCipher cipher) {
        this.store = store;
        this.cipher = cipher;
    }

    /**
     * Verifies a content as a whole, so that no response begins before it is known to be intact.
     *
     * @throws Problem if it is erased, is not there, is not what was submitted, or cannot be read
     */
    void verify(DocumentResponse document) {
        try (InputStream content = open(document)) {
            VerifiedInputStream.verify(content, document.sizeBytes(), document.sha256());
        } catch (AlteredContent | NoSuchFileException e) {
            throw altered(document, e);
        } catch (IOException e) {
            if (e.getCause() instanceof GeneralSecurityException) {
                throw altered(document, e);
            }
            LOG.atWarn().setCause(e).log("A content could not be read.");
            throw new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "document-store-unavailable",
                            "The document store does not answer at the moment. Ask again a little later.")
                    .retryLater();
        }
    }

    private static Problem altered(DocumentResponse document, IOException fault) {
        LOG.atError()
                .addKeyValue("documentId", document.documentId())
                .setCause(fault)
                .log("The content of a document is not what was handed in.");
        return new Problem(
                HttpStatus.BAD_GATEWAY,
                "document-altered",
                "The stored content is not the one that was handed in, and is not served. Tell the operators.");
    }

    /**
     * The content, which breaks off before its last byte if it is not, or no longer, what was submitted.
     *
     * @throws Problem if it is erased
     */
    InputStream open(DocumentResponse document) throws IOException {
        InputStream stored = store.read(document.documentId())
                .orElseThrow(() -> new NoSuchFileException(document.documentId().toString()));
        InputStream content = cipher.decrypt(stored).orElseThrow(DocumentContents::erased);
        return new VerifiedInputStream(content, document.sizeBytes(), document.sha256());
    }

    private static Problem erased() {
        return new Problem(
                HttpStatus.GONE,
                "erased",
                "The content was erased with the rest of the customer's personal data. It cannot be had any more.");
    }
}
