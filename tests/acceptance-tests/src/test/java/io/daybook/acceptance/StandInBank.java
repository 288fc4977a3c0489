package io.daybook.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The console's pages before services that give one answer to each request, {@code stand-in-bank.json}, unless a test has them
 * answer otherwise. The pages are those of the console; what is stood in for is everything that they ask.
 */
final class StandInBank implements AutoCloseable {

    private static final Path PAGES = RunningDemo.CHECKOUT.resolve("web-console/src/main/resources/static");
    private static final String KNOWN_AT = "?knownAt";
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private final JsonMapper json = JsonMapper.shared();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final Map<String, Answer> others = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What the pages asked, with the idempotency key if there was one. */
    record Asked(String request, @Nullable String key) {}

    /** An answer other than the usual one. */
    @FunctionalInterface
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    StandInBank() throws IOException {
        try (InputStream file = StandInBank.class.getResourceAsStream("/stand-in-bank.json")) {
            json.readTree(Objects.requireNonNull(file))
                    .properties()
                    .forEach(one -> answers.put(one.getKey(), one.getValue()));
        }
        answers.put("GET /console/demo/tokens", json.valueToTree(Map.of("items", players())));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static List<Map<String, String>> players() {
        return Arrays.stream(LocalIssuer.Role.values())
                .map(role -> Map.of(
                        "role", role.subject(), "token", TestServers.issuer().token(role)))
                .toList();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What was asked so far, oldest first. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The keys under which a command was sent, oldest first. */
    List<String> keysOf(String command) {
        return asked.stream()
                .filter(one -> one.request().equals(command))
                .map(one -> String.valueOf(one.key()))
                .toList();
    }

    /** Tells whether all that has its usual answer got it; streams, which have no end, are not counted. */
    boolean isQuiet() {
        return underWay.get() == 0;
    }

    void forgetWhatWasAsked() {
        asked.clear();
    }

    /** Answers a request, such as {@code GET /v1/accounts}, in another way from now on. */
    void answer(String request, Answer answer) {
        others.put(request, answer);
    }

    /** Answers everything as usual again. */
    void mend() {
        others.clear();
    }

    /** Answers a request as usual again. */
    void mend(String request) {
        others.remove(request);
    }

    /** An answer with that status, as a problem detail with that detail. */
    Answer refusing(int status, String detail) {
        String problem = json.writeValueAsString(
                Map.of("type", "/problems/stood-in-for", "title", "Stood in for", "status", status, "detail", detail));
        return exchange -> give(exchange, status, "application/problem+json", problem);
    }

    /** No answer, until everything ends. */
    Answer never() {
        return exchange -> await(closing);
    }

    /** That body. */
    Answer telling(String body) {
        return exchange -> give(exchange, 200, "application/json", body);
    }

    /** The body that is usual for a request. */
    String usual(String request) {
        return String.valueOf(answers.get(request.replace(KNOWN_AT, "")));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.startsWith("/v1/") || path.startsWith("/console/") || path.startsWith("/services/")) {
                exchange.getRequestBody().readAllBytes();
                answerCounted(exchange, named(exchange));
            } else {
                answerPage(exchange, path.equals("/") ? "/index.html" : path);
            }
        }
    }

    /** Method and path; what is asked of an earlier knowledge is a request of its own. */
    private static String named(HttpExchange exchange) {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                + (query.contains("knownAt=") ? KNOWN_AT : "");
    }

    private void answerCounted(HttpExchange exchange, String request) throws IOException {
        if (request.endsWith("/stream") || others.containsKey(request)) {
            answerRequest(exchange, request);
            return;
        }
        underWay.incrementAndGet();
        try {
            answerRequest(exchange, request);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void answerRequest(HttpExchange exchange, String request) throws IOException {
        asked.add(new Asked(request, exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        Answer other = others.get(request);
        JsonNode usual = answers.get(request.replace(KNOWN_AT, ""));
        if (other != null) {
            other.give(exchange);
        } else if (request.endsWith("/stream")) {
            follow(exchange, request);
        } else if (usual != null) {
            give(exchange, 200, "application/json", usual.isString() ? usual.asString() : usual.toString());
        } else {
            refusing(501, "The stand-in has no answer to " + request).give(exchange);
        }
    }

    private void follow(HttpExchange exchange, String request) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        String account = usual(request.replace("/stream", ""));
        exchange.getResponseBody()
                .write("event: account\ndata: %s\n\n".formatted(account).getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        await(closing);
    }

    private static void answerPage(HttpExchange exchange, String path) throws IOException {
        byte[] content = path.startsWith("/webjars/lit-html/") ? lit() : file(path);
        exchange.getResponseHeaders()
                .set("Content-Type", TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"));
        exchange.getResponseHeaders().set("Cache-Control", "max-age=600");
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static byte[] file(String path) throws IOException {
        return Files.readAllBytes(PAGES.resolve(path.substring(1)));
    }

    private static byte[] lit() throws IOException {
        try (InputStream versions = resource("META-INF/maven/org.webjars.npm/lit-html/pom.properties")
                .openStream()) {
            var properties = new Properties();
            properties.load(versions);
            try (InputStream module = resource("META-INF/resources/webjars/lit-html/%s/lit-html.js"
                            .formatted(properties.getProperty("version")))
                    .openStream()) {
                return module.readAllBytes();
            }
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(StandInBank.class.getClassLoader().getResource(name), name);
    }

    private static void give(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type.toLowerCase(Locale.ROOT));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Waits with an answer. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
