package io.daybook.benchmark.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to one service, where it is not their number that is measured. */
public final class Requests implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE_MAX = 16;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final String token;

    Requests(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** The id of the account with that number, as {@code requests.lua} has it. */
    public static String account(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    /** Opens the accounts from number 1 on. */
    void openAccounts(int count) {
        inParallel(count, number -> post("/v1/accounts", """
                {"accountId": "%s", "currency": "EUR", "holder": {"name": "Ada Lovelace"}}""".formatted(account(number))));
    }

    /** Deposits once on each of them. */
    void depositIntoAccounts(int count) {
        inParallel(count, this::deposit);
    }

    /** Deposits, and answers the account's version. */
    public long deposit(int account) {
        return post("/v1/accounts/%s/deposits".formatted(account(account)), """
                {"amount": "12.34", "reason": "salary", "purpose": "SALA"}""")
                .required("version")
                .asLong();
    }

    /** Sends a body of JSON. */
    public JsonNode post(String path, String body) {
        return post(path, "application/json", body);
    }

    /** Sends a body. */
    public JsonNode post(String path, String mediaType, String body) {
        return answer(request(path)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Asks for a path. */
    public JsonNode get(String path) {
        return answer(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s was answered with %d: %s".formatted(request, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void inParallel(int count, IntConsumer action) {
        var free = new Semaphore(AT_ONCE_MAX);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.rangeClosed(1, count)
                    .mapToObj(number -> threads.submit(() -> {
                        free.acquireUninterruptibly();
                        try {
                            action.accept(number);
                        } finally {
                            free.release();
                        }
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
