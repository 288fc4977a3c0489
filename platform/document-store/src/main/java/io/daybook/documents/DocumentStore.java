package io.daybook.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the contents of documents, each under its document's id. What is in here is written once and never changed.
 *
 * <p>The ids are UUIDv7: by the day that is in them contents are kept together, so that those of a few days are found without
 * going through those of all years.
 */
public interface DocumentStore extends AutoCloseable {

    /**
     * The store at that place. Nothing is opened before it is used.
     *
     * @param folder the folder of files, if no bucket is given; made when it is first written to
     * @param bucket the bucket to keep them in instead
     */
    static DocumentStore at(Path folder, @Nullable S3Bucket bucket) {
        return bucket == null ? new FileDocumentStore(folder) : S3DocumentStore.in(bucket);
    }

    /**
     * Keeps a content; when this returns it is durable and whole, and before that nobody sees any of it.
     *
     * @throws AlteredContent if the content is not what it was announced to be; nothing is kept
     * @throws IOException if the store fails; nothing is kept that {@link #read} would find, except where it is unknown what
     *     came of the last step
     */
    void write(UUID documentId, Content content) throws IOException;

    /**
     * The content of a document as it is there, or nothing if there is none. Whether it is still what was written is for
     * {@link VerifiedInputStream} to say. The caller closes it.
     *
     * @throws IOException if the store fails
     */
    Optional<InputStream> read(UUID documentId) throws IOException;

    /**
     * Throws a content away, and what an interrupted {@link #write} left of it.
     *
     * @throws IOException if the store fails
     */
    void delete(UUID documentId) throws IOException;

    /**
     * The documents whose ids were made on that day (UTC) and of which something is kept, be it whole or left by an interrupted
     * {@link #write}.
     *
     * @throws IOException if the store fails
     */
    List<UUID> madeOn(LocalDate day) throws IOException;

    @Override
    void close();
}
