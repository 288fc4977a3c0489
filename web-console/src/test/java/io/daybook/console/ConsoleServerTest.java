package io.daybook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The console's server before services that only say who they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ConsoleServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch secondEvent = new CountDownLatch(1);
    private final List<HttpServer> services = new ArrayList<>();
    private ConfigurableApplicationContext console;
    private ConfigurableApplicationContext demo;

    @BeforeAll
    void start(@TempDir Path tokens) throws IOException {
        Files.writeString(tokens.resolve("teller.jwt"), "a.token.here\n");
        List<String> routes = List.of(
                "--server.port=0",
                "--daybook.console.commands=" + service("commands"),
                "--daybook.console.queries=" + service("queries"));
        String operators = service("operators");
        console = started(
                routes,
                "--daybook.console.projector=" + operators,
                "--daybook.console.sign-in.issuer=https://issuer.example/realm",
                "--daybook.console.sign-in.client-id=console");
        // By its older name, which goes on to count.
        demo = started(routes, "--daybook.console.operators=" + operators, "--daybook.console.demo.tokens=" + tokens);
    }

    private static ConfigurableApplicationContext started(List<String> arguments, String... more) {
        return SpringApplication.run(
                WebConsoleApplication.class,
                Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private String service(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isStream = exchange.getRequestURI().getPath().endsWith("/stream");
            exchange.getResponseHeaders().set("Content-Type", isStream ? "text/event-stream" : "application/json");
            exchange.getResponseHeaders()
                    .set(
                            "X-Seen-Origin",
                            String.valueOf(exchange.getRequestHeaders().getFirst("Origin")));
            exchange.getResponseHeaders()
                    .set(
                            "X-Seen-Token",
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                if (isStream) {
                    out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    secondEvent.await();
                    out.write("data: second\n\n".getBytes(StandardCharsets.UTF_8));
                } else {
                    out.write("%s %s %d"
                            .formatted(name, exchange.getRequestURI(), body.length)
                            .getBytes(StandardCharsets.UTF_8));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        services.add(server);
        return "http://localhost:" + server.getAddress().getPort();
    }

    @AfterAll
    void stop() {
        console.close();
        demo.close();
        services.forEach(server -> server.stop(0));
        http.close();
    }

    private static URI at(ConfigurableApplicationContext server, String path) {
        return URI.create("http://localhost:%s%s"
                .formatted(server.getEnvironment().getRequiredProperty("local.server.port"), path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(ConfigurableApplicationContext server, String path)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(server, path)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/accounts/1?limit=2,queries",
        "POST,/v1/accounts/1/deposits,commands",
        "PUT,/v1/products/SAVINGS/terms,commands",
        "DELETE,/v1/customers/1/personal-data,commands",
        "GET,/v1/imports,commands",
        "GET,/v1/log/proofs/1,commands",
        "GET,/v1/relay,commands",
        "GET,/v1/views,operators",
        "POST,/v1/views/audit/rebuild,operators",
        "GET,/v1/webhooks/1/deliveries,operators"
    })
    void a_request_goes_to_the_service_that_has_the_path(String method, String path, String service) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at(console, path))
                .header("Authorization", "Bearer mine")
                .header("Origin", "http://localhost:8080")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));

        assertThat(answer.body()).startsWith(service + " " + path);
        assertThat(answer.headers().firstValue("X-Seen-Token")).contains("Bearer mine");
        assertThat(answer.headers().firstValue("X-Seen-Origin")).contains("null");
    }

    @Test
    void an_upload_arrives_whole() throws Exception {
        byte[] file = new byte[3_000_000];

        HttpResponse<String> answer = send(HttpRequest.newBuilder(at(console, "/v1/imports"))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(file)));

        assertThat(answer.body()).endsWith(" 3000000");
    }

    @Test
    void an_event_of_a_stream_is_passed_on_before_the_next_one_is_there() throws Exception {
        HttpResponse<Stream<String>> answer = http.send(
                HttpRequest.newBuilder(at(console, "/v1/accounts/1/stream")).build(), BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            var events = lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(events.next()).isEqualTo("data: first");

            secondEvent.countDown();

            assertThat(events.next()).isEqualTo("data: second");
        }
    }

    @Test
    void a_page_may_run_what_comes_from_here_and_nothing_else() throws Exception {
        HttpResponse<String> page = get(console, "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContain("onclick");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self' https://issuer.example;")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void modules_and_their_library_are_there_and_compressed() throws Exception {
        for (String path : List.of("/app/main.js", "/pages/account.js", "/webjars/lit-html/lit-html.js", "/app.css")) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(at(console, path))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofByteArray());

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Encoding")).as(path).contains("gzip");
        }
    }

    @Test
    void the_page_is_told_where_to_sign_in() throws Exception {
        assertThat(get(console, "/console/settings").body())
                .contains("\"issuer\":\"https://issuer.example/realm\"", "\"clientId\":\"console\"", "\"demo\":false");
        assertThat(get(demo, "/console/settings").body()).isEqualTo("{\"demo\":true}");
    }

    @Test
    void tokens_are_handed_out_by_a_demo_and_by_nothing_else() throws Exception {
        assertThat(get(demo, "/console/demo/tokens").body()).contains("\"role\":\"teller\",\"token\":\"a.token.here\"");
        assertThat(get(console, "/console/demo/tokens").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(at(console, "/console/demo/sample"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isIn(404, 405);
    }

    @Test
    void tokens_go_to_this_machine_by_the_connection_and_not_by_what_a_header_says() throws Exception {
        InetAddress elsewhere = addressThatIsNotLoopback();

        assertThat(status(InetAddress.ofLiteral("127.0.0.1"), "Host: localhost"))
                .isEqualTo(200);
        assertThat(status(InetAddress.ofLiteral("127.0.0.2"), "Host: localhost:8080"))
                .isEqualTo(200);
        for (String said : List.of(
                "Host: localhost",
                "Host: 127.0.0.1",
                "Host: localhost\r\nX-Forwarded-For: 127.0.0.1",
                "Host: localhost\r\nForwarded: for=127.0.0.1;host=localhost",
                "Host: localhost\r\nX-Real-IP: 127.0.0.1")) {
            assertThat(status(elsewhere, said)).as(said).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: rebound.example",
                "Host: 10.0.0.1",
                "Host: localhost.rebound.example",
                "Host: localhost\r\nX-Forwarded-For: 203.0.113.7",
                "Host: localhost\r\nX-Forwarded-For: 127.0.0.1",
                "Host: localhost\r\nForwarded: for=203.0.113.7",
                "Host: rebound.example\r\nX-Forwarded-Host: localhost",
                "Host: localhost\r\nVia: 1.1 proxy"
            })
    void tokens_go_to_no_page_of_another_name_and_through_no_proxy(String said) throws Exception {
        assertThat(status(InetAddress.ofLiteral("127.0.0.1"), said)).isEqualTo(403);
    }

    /** The status of a request for tokens over a connection to that address of this machine, and so from it. */
    private int status(InetAddress address, String headers) throws IOException {
        int port = demo.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(address, port)) {
            socket.getOutputStream()
                    .write("GET /console/demo/tokens HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n"
                            .formatted(headers)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    private static InetAddress addressThatIsNotLoopback() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseGet(() -> Assumptions.abort("This machine has a loopback address only."));
    }

    @Test
    void the_sample_bank_is_not_loaded_because_a_form_elsewhere_was_sent() throws Exception {
        assertThat(send(HttpRequest.newBuilder(at(demo, "/console/demo/sample"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("a=b")))
                        .statusCode())
                .isEqualTo(415);
    }
}
