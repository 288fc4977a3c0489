package io.daybook.command.document;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.documents.Content;
import io.daybook.documents.DocumentStore;
import io.daybook.documents.Sha256;
import io.daybook.documents.VerifiedInputStream;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.FormPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the folder, and the service starts before the first test.
class DocumentCommandsTest {

    private static final byte[] PDF = bytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
    private static final int SIZE_MAX = 100_000;

    @TempDir
    private static Path folder;

    private CommandService service;

    @BeforeAll
    void start() {
        service = CommandService.on(
                CommandService.freshLog(),
                "daybook.relay.enabled=false",
                "daybook.documents.folder=" + folder,
                "daybook.documents.upload-folder=" + folder.resolve("uploads"),
                "daybook.documents.size-max=" + SIZE_MAX + "B");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FormPart file(String name, String mediaType, byte[] content) {
        return FormPart.file("file", name, mediaType, content);
    }

    private static FormPart pdf() {
        return file("passport.pdf", "application/pdf", PDF);
    }

    private Answer upload(UUID account, List<FormPart> parts, String... headers) {
        return service.postParts("/v1/accounts/%s/documents".formatted(account), parts, headers);
    }

    private String aDocument() {
        return "/v1/documents/"
                + upload(service.anAccount(), List.of(pdf()))
                        .body()
                        .get("documentId")
                        .asString();
    }

    private static List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void a_document_is_handed_in_and_its_content_kept() throws IOException {
        UUID account = service.anAccount();

        Answer answer = upload(
                account,
                List.of(
                        pdf(),
                        FormPart.field("title", "Passport of Ada"),
                        FormPart.field("kind", "PASSPORT"),
                        FormPart.field("reason", "identification")),
                "Authorization",
                CommandService.as("ada"));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        String id = answer.body().get("documentId").asString();
        assertThat(answer.header("Location")).isEqualTo("/v1/documents/" + id);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.body().get("accountId").asString()).isEqualTo(account.toString());
        assertThat(answer.body().get("version").asLong()).isEqualTo(1);
        assertThat(answer.body().get("eventIds")).hasSize(1);
        InputStream stored =
                service.bean(DocumentStore.class).read(UUID.fromString(id)).orElseThrow();
        VerifiedInputStream.verify(
                service.bean(PersonalDataCipher.class).decrypt(stored).orElseThrow(),
                PDF.length,
                Sha256.of(new ByteArrayInputStream(PDF)));
    }

    @Test
    void a_reviewer_accepts_a_document_and_that_stays() {
        String document = aDocument();

        Answer accepted = service.post(document + "/acceptance", "");
        Answer rejected = service.post(document + "/rejection", "{\"reason\": \"blurred\"}");

        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.header("ETag")).isEqualTo("\"2\"");
        assertThat(accepted.header("Location")).isEqualTo(document);
        assertThat(rejected.status()).isEqualTo(409);
        assertThat(rejected.problem()).isEqualTo("/problems/document-decided");
    }

    @Test
    void a_reviewer_who_rejects_a_document_says_why() {
        String document = aDocument();

        assertThat(service.post(document + "/rejection", "{}").status()).isEqualTo(400);
        assertThat(service.post(document + "/rejection", "{\"reason\": \" \"}").status())
                .isEqualTo(400);
        assertThat(service.post(document + "/rejection", "{\"reason\": \"blurred\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_document_that_is_not_there_is_not_found() {
        assertThat(service.post("/v1/documents/%s/acceptance".formatted(UUID.randomUUID()), "")
                        .problem())
                .isEqualTo("/problems/unknown-document");
    }

    @Test
    void a_refused_document_leaves_no_content() throws IOException {
        UUID closed = service.anAccount();
        service.post("/v1/accounts/%s/close".formatted(closed), "");
        List<Path> before = storedFiles();

        Answer forNobody = upload(UUID.randomUUID(), List.of(pdf()));
        Answer forClosed = upload(closed, List.of(pdf()));

        assertThat(forNobody.problem()).isEqualTo("/problems/unknown-account");
        assertThat(forClosed.problem()).isEqualTo("/problems/account-closed");
        // What was uploaded is thrown away once the answer is on its way; other tests' contents may go meanwhile, too.
        await().untilAsserted(() -> assertThat(before).containsAll(storedFiles()));
    }

    @Test
    void a_repeated_key_gets_the_original_answer_and_keeps_one_content() throws IOException {
        UUID account = service.anAccount();
        String key = "document-" + account;

        Answer first = upload(account, List.of(pdf()), "Idempotency-Key", key);
        List<Path> after = storedFiles();
        Answer again = upload(account, List.of(pdf()), "Idempotency-Key", key);
        Answer other = upload(
                account,
                List.of(file("passport.pdf", "application/pdf", bytes("%PDF-1.4 other"))),
                "Idempotency-Key",
                key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.problem()).isEqualTo("/problems/idempotency-key-reused");
        await().untilAsserted(() -> assertThat(after).containsAll(storedFiles()));
    }

    @ParameterizedTest
    @CsvSource({"100000, 201", "100001, 413", "3000000, 413"})
    void a_document_may_have_as_many_bytes_as_configured_and_no_more(int size, int status) {
        byte[] content = bytes("%PDF-1.7" + " ".repeat(size - 8));

        Answer answer = upload(service.anAccount(), List.of(file("large.pdf", "application/pdf", content)));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        if (status == 413) {
            assertThat(answer.problem()).isEqualTo("/problems/too-large");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf,          '%PDF-1.7 …',                       201",
        "text/plain,               'Dear bank,',                       201",
        "text/plain;charset=utf-8, 'Liebe Bank, schöne Grüße',         201",
        "image/svg+xml,            '<svg/>',                           415",
        "application/x-msdownload, 'MZ',                               415",
        "nonsense,                 '%PDF-1.7',                         415",
        "application/pdf,          '<html><script>alert(1)</script>',  415",
        "application/pdf,          'Dear bank,',                       415",
        "image/png,                '%PDF-1.7 …',                       415",
        "text/plain,               '%PDF-1.7 …',                       415",
        "text/plain,               'MZ\u0000\u0003\u0000',             415",
    })
    void a_content_is_of_a_type_that_is_taken_and_of_the_type_that_it_says(
            String mediaType, String content, int status) {
        Answer answer = upload(service.anAccount(), List.of(file("file", mediaType, bytes(content))));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        if (status == 415) {
            assertThat(answer.problem()).startsWith("/problems/media-type-");
        }
    }

    @Test
    void a_body_that_is_no_document_is_refused_with_a_problem_detail() {
        UUID account = service.anAccount();
        String path = "/v1/accounts/%s/documents".formatted(account);

        assertThat(service.post(path, "{}").status()).isEqualTo(415);
        assertThat(service.send("POST", path, "no parts", "Content-Type", "multipart/form-data; boundary=x")
                        .status())
                .isEqualTo(400);
        assertThat(upload(account, List.of(FormPart.field("title", "no file"))).status())
                .isEqualTo(400);
        assertThat(upload(account, List.of(FormPart.field("file", "no file"))).status())
                .isEqualTo(400);
        assertThat(upload(account, List.of(file("empty.pdf", "application/pdf", new byte[0])))
                        .status())
                .isEqualTo(400);
        assertThat(upload(account, List.of(pdf(), FormPart.field("titel", "Passport")))
                        .status())
                .isEqualTo(400);
        assertThat(upload(account, List.of(pdf(), pdf())).status()).isEqualTo(400);
        assertThat(upload(account, List.of(pdf(), FormPart.field("title", "a"), FormPart.field("title", "b")))
                        .status())
                .isEqualTo(400);
        assertThat(upload(account, List.of(pdf(), FormPart.field("kind", "a kind")))
                        .problem())
                .isEqualTo("/problems/malformed");
        assertThat(upload(account, List.of(pdf(), FormPart.field("title", "x".repeat(201))))
                        .status())
                .isEqualTo(400);
        assertThat(upload(account, List.of(pdf(), FormPart.field("title", "x".repeat(50_000))))
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"255, 201", "1000, 201", "5000, 400"})
    void a_name_that_is_too_long_for_a_file_is_cut_and_one_that_is_no_name_is_told_so(int chars, int status) {
        Answer answer = upload(
                service.anAccount(), List.of(file("n".repeat(chars) + ".pdf", "application/pdf", bytes("%PDF-1.7 …"))));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.problem()).isEqualTo("/problems/malformed");
            assertThat(answer.body().path("detail").asString()).contains("the file's name is too long");
        }
    }

    @Test
    void no_more_uploads_are_read_at_once_than_there_is_room_for() throws IOException {
        String path = "/v1/accounts/%s/documents".formatted(UUID.randomUUID());
        try (CommandService small = CommandService.on(
                        CommandService.freshLog(),
                        "daybook.relay.enabled=false",
                        "daybook.documents.folder=" + folder,
                        "daybook.documents.uploads-max=1",
                        "daybook.uploads.pause-max=1m");
                Socket unfinished = new Socket("localhost", small.port())) {
            unfinished.getOutputStream().write(bytes("""
                    POST %s HTTP/1.1
                    Host: localhost
                    Authorization: %s
                    Content-Type: multipart/form-data; boundary=b
                    Content-Length: 1000

                    --b
                    """.formatted(path, CommandService.as("ada"))
                    .replace("\n", "\r\n")));

            await().atMost(30, SECONDS).untilAsserted(() -> {
                Answer next = small.postParts(path, List.of(pdf()));
                assertThat(next.status()).isEqualTo(429);
                assertThat(next.header("Retry-After")).isEqualTo("1");
            });
        }
    }

    @Test
    void other_paths_take_no_uploads() {
        assertThat(service.postParts("/v1/accounts", List.of(pdf())).status()).isEqualTo(415);
    }

    @Test
    void the_sweeper_throws_away_what_no_event_speaks_of_once_it_is_old_enough() throws IOException {
        DocumentStore store = service.bean(DocumentStore.class);
        UUID recorded = UUID.fromString(upload(service.anAccount(), List.of(pdf()))
                .body()
                .get("documentId")
                .asString());
        UUID lost = stored(store, Instant.now().minus(2, ChronoUnit.HOURS));
        UUID underWay = stored(store, Instant.now());
        UUID ofAnotherLog = stored(store, Instant.now().minus(30, ChronoUnit.DAYS));

        service.bean(OrphanedContentCleanup.class).sweep();

        assertThat(store.read(lost)).isEmpty();
        assertThat(List.of(recorded, underWay, ofAnotherLog))
                .allSatisfy(id -> store.read(id).orElseThrow().close());
    }

    /** As an instance leaves it that stops before the event is recorded. */
    private static UUID stored(DocumentStore store, Instant madeAt) throws IOException {
        var id =
                new UUID(madeAt.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        store.write(
                id,
                new Content(Sha256.of(new ByteArrayInputStream(PDF)), PDF.length, () -> new ByteArrayInputStream(PDF)));
        return id;
    }
}
