package io.daybook.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings the topic of a data folder of a version without MACs up to date: has the whole log published again, now with MACs.
 * Until that is done, records without a MAC are believed; what is interrupted is done at the next start.
 */
final class TopicSigning {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 1_000;

    private final URI relay;
    private final String token;
    private final Path keys;
    private final JsonMapper json = new JsonMapper();

    /**
     * The signing of a topic.
     *
     * @param commands the command-service
     * @param token an operator's
     * @param keys the folder with the topic's key
     */
    TopicSigning(URI commands, String token, Path keys) {
        this.relay = commands.resolve("/v1/relay");
        this.token = token;
        this.keys = keys;
    }

    /** Begins it behind the services, if it is needed. */
    void beginIfNeeded() {
        if (TopicKey.isTopicUnsigned(keys)) {
            Thread.ofPlatform().daemon().name("sign-topic").start(this::sign);
        }
    }

    private void sign() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            if (!isSigned(http)) {
                http.send(
                        request("/replay")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("""
                                        {"fromPosition": 1, "reason": "Records of before get the relay's MAC."}"""))
                                .build(),
                        BodyHandlers.discarding());
            }
            while (!isSigned(http)) {
                Thread.sleep(PAUSE_MILLIS);
            }
            TopicKey.topicIsSigned(keys);
        } catch (IOException e) {
            System.err.println("The topic could not be published again with MACs; the next start tries again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSigned(HttpClient http) throws IOException, InterruptedException {
        JsonNode state = json.readTree(
                http.send(request("").build(), BodyHandlers.ofString()).body());
        return state.path("macFromPosition").asLong(0) == 1;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(relay + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }
}
