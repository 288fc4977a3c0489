package io.daybook.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the console to fill the book with a made-up town, as its button does. */
final class SampleDataLoader {

    /** A year of a few thousand operations takes seconds; a machine that is busy otherwise takes longer. */
    private static final Duration WAIT_MAX = Duration.ofMinutes(3);

    private static final int GOOD_MAX = 299;

    private SampleDataLoader() {}

    /**
     * Returns when the town is there.
     *
     * @throws IllegalStateException if it could not move in
     */
    static void moveIn(int consolePort) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:%d/console/demo/sample".formatted(consolePort)))
                .timeout(WAIT_MAX)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() > GOOD_MAX) {
                throw new IllegalStateException("The town could not move in; see the log of the web-console.");
            }
        } catch (IOException e) {
            throw new IllegalStateException("The town could not move in; see the log of the web-console.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
