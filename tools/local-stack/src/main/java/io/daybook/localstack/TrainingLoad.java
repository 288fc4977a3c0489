package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Load of a training run: the usual requests, from a few concurrent clients, each on an account of its own. */
final class TrainingLoad implements AutoCloseable {

    private static final int CLIENTS = 8;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String commands;
    private final String queries;
    private final String token;

    /**
     * Load on these services.
     *
     * @param commands address on which the command-service listens
     * @param queries address on which the query-service listens
     * @param token token that every request shows
     */
    TrainingLoad(String commands, String queries, String token) {
        this.commands = commands;
        this.queries = queries;
        this.token = token;
    }

    /**
     * Sends requests for that long.
     *
     * @throws IllegalStateException if a request is answered with anything but success
     */
    void run(Duration duration) {
        long endNanos = System.nanoTime() + duration.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 1; client <= CLIENTS; client++) {
                String account = "00000000-0000-4000-8000-%012d".formatted(client);
                String other = "00000000-0000-4000-9000-%012d".formatted(client);
                clients.add(threads.submit(() -> sendRequests(account, other, endNanos)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A service could not be trained.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void sendRequests(String account, String other, long endNanos) {
        open(account);
        open(other);
        while (System.nanoTime() < endNanos) {
            post("/v1/accounts/%s/deposits".formatted(account), """
                    {"amount": "12.34", "reason": "salary", "purpose": "SALA"}""");
            post("/v1/accounts/%s/withdrawals".formatted(account), """
                    {"amount": "1.20", "reason": "coffee"}""");
            post("/v1/transfers", """
                    {"fromAccountId": "%s", "toAccountId": "%s", "amount": "2.50", "reason": "rent"}""".formatted(account, other));
            get("/v1/accounts/%s?atLeastVersion=3".formatted(account));
            get("/v1/accounts/%s/transactions?order=desc&limit=20".formatted(account));
            get("/v1/accounts/%s/balance?asOf=2026-01-31".formatted(account));
            get("/v1/accounts/%s/history?atLeastVersion=3&limit=20".formatted(account));
            get("/v1/reports/trial-balance");
        }
    }

    private void open(String account) {
        post("/v1/accounts", """
                {"accountId": "%s", "currency": "EUR", "holder": {"name": "Ada Lovelace"}}""".formatted(account));
    }

    private void post(String path, String body) {
        send(request(commands + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private void get(String path) {
        send(request(queries + path).build());
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
    }

    private void send(HttpRequest request) {
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("%s was answered with %d.".formatted(request, status));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
