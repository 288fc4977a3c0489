package io.daybook.projector.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An outside system that receives webhooks, and answers as a test wants it to. */
final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> overtaken = new CopyOnWriteArrayList<>();
    private final Map<String, String> inFlight = new ConcurrentHashMap<>();
    private volatile Function<Received, Reply> behaviour = delivery -> Reply.status(204);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * What came.
     *
     * @param path the path of the URL
     * @param id the header webhook-id
     * @param timestamp the header webhook-timestamp
     * @param signatures the header webhook-signature
     * @param body the body, character for character
     */
    record Received(String path, String id, String timestamp, String signatures, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String streamId() {
            return json().path("data").path("streamId").asString();
        }

        int version() {
            return json().path("data").path("version").asInt();
        }

        /** As a receiver verifies it. */
        boolean isSignedWith(String secret) {
            try {
                var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] digest = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                String expected = "v1," + Base64.getEncoder().encodeToString(digest);
                return Arrays.asList(signatures.split(" ", -1)).contains(expected);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * An answer.
     *
     * @param status its HTTP status
     * @param headers its headers
     * @param bodyBytes how long its body is
     */
    record Reply(int status, Map<String, String> headers, int bodyBytes) {

        static Reply status(int status) {
            return new Reply(status, Map.of(), 0);
        }

        static Reply with(int status, String header, String value) {
            return new Reply(status, Map.of(header, value), 0);
        }
    }

    /** Holds an answer back until a latch is open. */
    static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void answers(Function<Received, Reply> other) {
        behaviour = other;
    }

    String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    /** Everything that came, in the order in which it came. */
    List<Received> received() {
        return List.copyOf(received);
    }

    /** Streams of which a delivery came while another was being answered. */
    List<String> overtaken() {
        return List.copyOf(overtaken);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var delivery = new Received(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        received.add(delivery);
        String queue = delivery.path() + " " + delivery.streamId();
        if (inFlight.put(queue, delivery.id()) != null) {
            overtaken.add(queue);
        }
        Reply reply = behaviour.apply(delivery);
        inFlight.remove(queue);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        try (exchange) {
            exchange.sendResponseHeaders(reply.status(), reply.bodyBytes() == 0 ? -1 : reply.bodyBytes());
            if (reply.bodyBytes() > 0) {
                exchange.getResponseBody().write(new byte[reply.bodyBytes()]);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
