package io.daybook.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both stores keep the same promises: files on a real file system, and a bucket behind a real S3 server (S3Proxy). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentStoreTest {

    private static final String BUCKET = "documents";
    private static final LocalDate DAY = LocalDate.parse("2026-01-31");

    /** A UUIDv7 of {@link #DAY}, 12:00 UTC. */
    private static final long TIME_BITS = 1_769_860_800_000L << 16 | 0x7000;

    @TempDir
    private static Path folder;

    private final BlobStoreContext blobs =
            ContextBuilder.newBuilder("transient").overrides(new Properties()).build(BlobStoreContext.class);
    private final S3Proxy server = S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.NONE, "", "")
            // It knows no SHA-256 checksums; Amazon's S3, MinIO and Ceph do.
            .ignoreUnknownHeaders(true)
            .build();
    private int made;

    @BeforeAll
    void startServer() throws Exception {
        server.start();
        blobs.getBlobStore().createContainerInLocation(null, BUCKET);
    }

    @AfterAll
    void stopServer() throws Exception {
        server.stop();
        blobs.close();
    }

    Stream<DocumentStore> stores() {
        var endpoint = URI.create("http://127.0.0.1:" + server.getPort());
        return Stream.of(
                DocumentStore.at(folder.resolve("made/when/needed"), null),
                DocumentStore.at(folder, new S3Bucket(BUCKET, null, endpoint, true)));
    }

    private UUID documentId() {
        return new UUID(TIME_BITS, 0x8000_0000_0000_0000L | ++made);
    }

    private static Content content(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Content(
                Sha256.of(new ByteArrayInputStream(bytes)), bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static Optional<String> read(DocumentStore store, UUID documentId) throws IOException {
        Optional<InputStream> content = store.read(documentId);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = content.get()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void what_was_written_is_read_until_it_is_thrown_away(DocumentStore store) throws IOException {
        UUID document = documentId();

        store.write(document, content("a passport"));

        assertThat(read(store, document)).contains("a passport");
        store.delete(document);
        assertThat(read(store, document)).isEmpty();
        store.delete(document);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void documents_are_found_by_the_day_on_which_their_ids_were_made(DocumentStore store) throws IOException {
        UUID one = documentId();
        UUID other = documentId();
        store.write(one, content("one"));
        store.write(other, content("other"));

        assertThat(store.madeOn(DAY)).contains(one, other);
        assertThat(store.madeOn(DAY.plusDays(1))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void a_content_that_is_not_what_it_was_announced_to_be_is_not_kept(DocumentStore store) throws IOException {
        UUID document = documentId();
        Content announced = content("a passport");
        var another = new Content(
                announced.sha256(), announced.sizeBytes(), content("b passport").source());
        var shorter = new Content(
                announced.sha256(), announced.sizeBytes(), content("a pass").source());

        assertThatThrownBy(() -> store.write(document, another)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.write(document, shorter)).isInstanceOf(IOException.class);

        assertThat(read(store, document)).isEmpty();
        assertThat(store.madeOn(DAY)).doesNotContain(document);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void a_large_content_passes_whole(DocumentStore store) throws IOException {
        UUID document = documentId();
        Content large = content("0123456789abcdef".repeat(256 * 1024));

        store.write(document, large);

        VerifiedInputStream.verify(store.read(document).orElseThrow(), large.sizeBytes(), large.sha256());
        store.delete(document);
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_an_interrupted_write_left_is_listed_and_thrown_away(DocumentStore store) throws IOException {
        UUID document = documentId();
        Path part = Files.createDirectories(folder.resolve("files").resolve(DAY.toString()))
                .resolve(document + ".part");
        Files.writeString(part, "half a pass");
        Files.writeString(part.resolveSibling("notes.txt"), "somebody else's");

        assertThat(read(store, document)).isEmpty();
        assertThat(store.madeOn(DAY)).containsExactly(document);
        store.delete(document);

        assertThat(store.madeOn(DAY)).isEmpty();
    }

    Stream<DocumentStore> files() {
        return Stream.of(DocumentStore.at(folder.resolve("files"), null));
    }
}
