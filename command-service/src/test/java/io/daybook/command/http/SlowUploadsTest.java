package io.daybook.command.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.testsupport.FormPart;
import io.daybook.testsupport.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold uploads open: files that never come, or come a byte at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SlowUploadsTest {

    private static final int SOCKETS = 32;
    private static final int PER_CALLER = 3;
    private static final String LENGTH = "content-length:";

    @TempDir
    static Path folder;

    private final String customer = "Bearer " + TestServers.issuer().token("customer", "accounts:write", "customer-1");
    private final List<Socket> sockets = new ArrayList<>();
    private CommandService service;

    @BeforeAll
    void start() {
        service = CommandService.on(
                CommandService.freshLog(),
                "daybook.relay.enabled=false",
                "daybook.documents.folder=" + folder.resolve("documents"),
                "daybook.imports.folder=" + folder.resolve("imports"),
                "daybook.documents.uploads-max=4",
                "daybook.documents.uploads-per-caller-max=" + PER_CALLER,
                "daybook.uploads.pause-max=3s");
    }

    @AfterAll
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        service.close();
    }

    @Test
    void one_customer_with_many_slow_sockets_leaves_a_place_to_others_and_loses_its_own() throws IOException {
        UUID account = service.anAccount();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            slow.add(begun("/v1/accounts/%s/documents".formatted(UUID.randomUUID()), customer));
        }

        List<String> answers = new ArrayList<>();
        for (int i = PER_CALLER; i < SOCKETS; i++) {
            answers.add(answer(nextWithAnswer(slow)));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer).contains(" 429 ").contains("3 uploads of yours"));
        assertThat(upload(account)).isEqualTo(201);

        for (Socket held : slow) {
            assertThat(answer(held)).contains(" 408 ").contains("/problems/too-slow");
        }
    }

    @Test
    void a_document_that_comes_a_byte_at_a_time_is_not_waited_for_and_its_connection_is_closed() throws IOException {
        assertGivenUp(begun("/v1/accounts/%s/documents".formatted(UUID.randomUUID()), customer));
    }

    @Test
    void a_file_to_import_that_comes_a_byte_at_a_time_is_not_waited_for_and_leaves_nothing() throws IOException {
        assertGivenUp(begun("/v1/imports", CommandService.as("ada")));

        assertThat(folder.resolve("imports")).isEmptyDirectory();
    }

    private void assertGivenUp(Socket socket) throws IOException {
        OutputStream output = socket.getOutputStream();
        try (var trickle = Executors.newSingleThreadScheduledExecutor()) {
            var sending = trickle.scheduleAtFixedRate(() -> sendByte(output), 100, 100, MILLISECONDS);
            try {
                assertThat(answer(socket)).contains(" 408 ").contains("/problems/too-slow");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } finally {
                sending.cancel(true);
            }
        }
    }

    private static void sendByte(OutputStream output) {
        try {
            output.write('x');
        } catch (IOException e) {
            throw new IllegalStateException("The connection is closed.", e);
        }
    }

    private int upload(UUID account) {
        return service.postParts(
                        "/v1/accounts/%s/documents".formatted(account),
                        List.of(FormPart.file("file", "a.txt", "text/plain", "Good day".getBytes(US_ASCII))))
                .status();
    }

    /** A request whose body begins and does not go on. */
    private Socket begun(String path, String authorization) throws IOException {
        boolean isImport = path.endsWith("imports");
        var socket = new Socket("localhost", service.port());
        sockets.add(socket);
        socket.getOutputStream().write("""
                POST %s HTTP/1.1
                Host: localhost
                Authorization: %s
                Content-Type: %s
                Content-Length: 1000000

                %s""".formatted(
                        path,
                        authorization,
                        isImport ? "text/csv" : "multipart/form-data; boundary=b",
                        isImport ? "id,type" : "--b\n")
                .replace("\n", "\r\n")
                .getBytes(US_ASCII));
        return socket;
    }

    /** Takes the next socket out that has something to read. */
    private static Socket nextWithAnswer(List<Socket> from) throws IOException {
        while (true) {
            for (Socket socket : from) {
                if (socket.getInputStream().available() > 0) {
                    from.remove(socket);
                    return socket;
                }
            }
            Thread.onSpinWait();
        }
    }

    /** An answer, with its header. */
    private static String answer(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        List<String> header = reader.lines().takeWhile(line -> !line.isEmpty()).toList();
        int length = header.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(LENGTH))
                .mapToInt(
                        line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
                .findFirst()
                .orElse(0);
        var body = new char[length];
        for (int read = 0; read < length; ) {
            read += reader.read(body, read, length - read);
        }
        return String.join("\n", header) + new String(body);
    }
}
