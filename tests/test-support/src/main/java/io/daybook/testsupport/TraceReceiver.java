package io.daybook.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Trace store for tests: receives spans as OTLP over HTTP and keeps them in memory. */
public final class TraceReceiver implements AutoCloseable {

    private static final String PATH = "/v1/traces";
    private static final int OK = 200;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final Queue<ReceivedSpan> spans = new ConcurrentLinkedQueue<>();

    /**
     * A span, as a service exported it.
     *
     * @param service the service
     * @param name name of the operation
     * @param traceId its trace, in hexadecimal
     * @param spanId names it
     * @param parentId the span that it follows on; empty for none
     * @param tags more about it
     */
    public record ReceivedSpan(
            String service, String name, String traceId, String spanId, String parentId, Map<String, String> tags) {}

    /** Listens on a free port of the loopback address. */
    public TraceReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, this::receive);
        server.start();
    }

    /** Endpoint to which services export. */
    public String endpoint() {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH);
    }

    /** The spans of a trace that have come so far. */
    public List<ReceivedSpan> spans(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().forEach(this::keep);
            exchange.sendResponseHeaders(OK, NO_BODY);
        }
    }

    private void keep(ResourceSpans ofService) {
        String service = tags(ofService.getResource().getAttributesList()).getOrDefault("service.name", "");
        for (ScopeSpans ofScope : ofService.getScopeSpansList()) {
            for (Span span : ofScope.getSpansList()) {
                spans.add(new ReceivedSpan(
                        service,
                        span.getName(),
                        hex(span.getTraceId().toByteArray()),
                        hex(span.getSpanId().toByteArray()),
                        hex(span.getParentSpanId().toByteArray()),
                        tags(span.getAttributesList())));
            }
        }
    }

    private static Map<String, String> tags(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue(), (one, other) -> other));
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
