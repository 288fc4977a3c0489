package io.daybook.command.document;

import io.daybook.documents.Content;
import io.daybook.documents.DocumentStore;
import io.daybook.documents.Sha256;
import io.daybook.personaldata.PersonalDataCipher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Puts contents into the document store, sealed. What is on its way there waits in a file that is sealed already. */
@Component
class SealedContents {

    private final DocumentStore store;
    private final @Nullable Path folder;

    SealedContents(DocumentStore store, DocumentProperties properties) {
        this.store = store;
        this.folder = properties.uploadFolder();
    }

    /** Keeps a content, durable and whole when this returns. */
    void write(UUID documentId, MultipartFile upload, PersonalDataCipher.Encryptor encryptor) throws IOException {
        Path sealed = folder == null
                ? Files.createTempFile("daybook-sealed-", null)
                : Files.createTempFile(Files.createDirectories(folder), "daybook-sealed-", null);
        try {
            try (InputStream plain = upload.getInputStream();
                    OutputStream out = Files.newOutputStream(sealed)) {
                encryptor.encrypt(plain, out);
            }
            store.write(
                    documentId, new Content(sha256(sealed), Files.size(sealed), () -> Files.newInputStream(sealed)));
        } finally {
            Files.delete(sealed);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return Sha256.of(content);
        }
    }
}
