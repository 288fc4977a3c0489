package io.daybook.testsupport;

import io.daybook.localstack.LocalIssuer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP client of tests. It shows a token of the shared issuer, unless a request has a header Authorization of its own.
 * It fails where an answer of a service is not as docs/api describes it. Headers come in pairs of name and value. Clients that
 * are derived from another share its connections and are closed with it.
 */
public final class TestClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** Only ends a test whose service never answers; far more than an answer takes on a slow machine. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final String JSON_TYPE = "application/json";

    private final HttpClient http;
    private final String baseUrl;
    private final String authorization;
    private final Consumer<HttpResponse<?>> check;

    private TestClient(HttpClient http, String baseUrl, String authorization, Consumer<HttpResponse<?>> check) {
        this.http = http;
        this.baseUrl = baseUrl;
        this.authorization = authorization;
        this.check = check;
    }

    /** A client for whole URLs, as somebody who may do everything. */
    public TestClient() {
        this("anybody");
    }

    /** A client for whole URLs, as a member of the bank with that name who may do everything. */
    public TestClient(String actor) {
        this(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                "",
                tokenOf(actor),
                DescribedResponses::validate);
    }

    private static String tokenOf(String actor) {
        return bearer(TestServers.issuer().token(actor, LocalIssuer.EVERY_SCOPE, null));
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    /** The same client for paths below that URL. */
    public TestClient at(String baseUrl) {
        return new TestClient(http, baseUrl, authorization, check);
    }

    /** The same client as another member of the bank who may do everything. */
    public TestClient as(String actor) {
        return new TestClient(http, baseUrl, tokenOf(actor), check);
    }

    /** The same client with another token. */
    public TestClient withToken(String token) {
        return new TestClient(http, baseUrl, bearer(token), check);
    }

    /** The same client for a load of like requests: comparing each response with docs/api would take as long as the load. */
    public TestClient unchecked() {
        return new TestClient(http, baseUrl, authorization, response -> {});
    }

    /** The value of the header Authorization. */
    public String authorization() {
        return authorization;
    }

    /** Gets something. */
    public Answer get(String url, String... headers) {
        return answer(request("GET", url, BodyPublishers.noBody(), headers));
    }

    /** Posts JSON. */
    public Answer post(String url, String json, String... headers) {
        return send("POST", url, json, headers);
    }

    /** Deletes something. */
    public Answer delete(String url, String... headers) {
        return answer(request("DELETE", url, BodyPublishers.noBody(), headers));
    }

    /** Sends JSON by any method. */
    public Answer send(String method, String url, String json, String... headers) {
        return send(method, url, JSON_TYPE, BodyPublishers.ofString(json), headers);
    }

    /** Sends any body by any method. */
    public Answer send(String method, String url, String mediaType, BodyPublisher body, String... headers) {
        return answer(request(method, url, body, headers(mediaType, headers)));
    }

    /** Posts a file. */
    public Answer upload(String url, String mediaType, Path file, String... headers) {
        try {
            return send("POST", url, mediaType, BodyPublishers.ofFile(file), headers);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts a form. */
    public Answer postForm(String url, List<FormPart> parts, String... headers) {
        String boundary = "boundary-" + UUID.randomUUID();
        return send(
                "POST",
                url,
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.ofByteArray(FormPart.body(parts, boundary)),
                headers);
    }

    /** The text of a page that is no JSON. */
    public String page(String url, String... headers) {
        return exchange("GET", url, BodyHandlers.ofString(), headers).body();
    }

    /** Sends a request without a body, and reads the answer in any way. */
    public <T> HttpResponse<T> exchange(String method, String url, BodyHandler<T> handler, String... headers) {
        return exchange(request(method, url, BodyPublishers.noBody(), headers), handler);
    }

    private static String[] headers(String mediaType, String... more) {
        var headers = new String[more.length + 2];
        headers[0] = "Content-Type";
        headers[1] = mediaType;
        System.arraycopy(more, 0, headers, 2, more.length);
        return headers;
    }

    private HttpRequest request(String method, String url, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + url))
                .method(method, body)
                .timeout(TIMEOUT)
                .setHeader("Authorization", authorization);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private Answer answer(HttpRequest request) {
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        String body = isJson && !response.body().isEmpty() ? response.body() : "{}";
        return new Answer(response.statusCode(), JSON.readTree(body), response.headers());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            HttpResponse<T> response = http.send(request, handler);
            check.accept(response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
