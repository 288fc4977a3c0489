package io.daybook.campaign;

import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Kind;
import io.daybook.campaign.check.Line.Read;
import io.daybook.campaign.check.Line.Sent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite's REST interfaces, one request at a time. Whatever is not an answer is told as status 0. */
final class Bank implements AutoCloseable {

    /** The accounts' first day, before every late entry; a fixed one, as a command is sent again as it was. */
    private static final String OPENED = "2020-01-01";

    /** Shorter than the services' own time-outs, so that clients are often in doubt. */
    private static final Duration IMPATIENT = Duration.ofSeconds(4);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final Duration timeout;
    private final String authorization;

    /** A bank whose customers ask again soon. */
    Bank(String token) {
        this(token, IMPATIENT);
    }

    /** A bank whose customers wait that long for an answer. */
    Bank(String token, Duration timeout) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.timeout = timeout;
        this.authorization = "Bearer " + token;
    }

    /**
     * Address at which the bank can be asked.
     *
     * @param name its name in the history
     * @param baseUrl its address
     */
    record Endpoint(String name, String baseUrl) {}

    /**
     * An answer to a command.
     *
     * @param line as the history has it
     * @param hold the hold that was placed, if one was
     */
    record CommandAnswer(Answered line, @Nullable UUID hold) {}

    /**
     * Sends a command.
     *
     * @param effectiveDate the value date, if it is not today
     */
    CommandAnswer command(Endpoint endpoint, Sent sent, @Nullable String effectiveDate) throws InterruptedException {
        HttpRequest request = request(endpoint, path(sent))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", sent.key())
                .method(sent.kind() == Kind.LIMIT ? "PUT" : "POST", BodyPublishers.ofString(body(sent, effectiveDate)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return told(endpoint, sent, response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | JacksonException e) {
            return new CommandAnswer(
                    new Answered(sent.key(), endpoint.name(), 0, e.getClass().getSimpleName(), 0, 0, List.of()), null);
        }
    }

    private static CommandAnswer told(Endpoint endpoint, Sent sent, int status, JsonNode body) {
        List<UUID> events = StreamSupport.stream(body.path("eventIds").spliterator(), false)
                .map(id -> UUID.fromString(id.asString()))
                .toList();
        var line = new Answered(
                sent.key(),
                endpoint.name(),
                status,
                body.has("type") ? body.path("type").asString() : null,
                body.path("version").asLong(0),
                body.path("position").asLong(0),
                events);
        return new CommandAnswer(
                line, body.has("holdId") ? UUID.fromString(body.path("holdId").asString()) : null);
    }

    private static String path(Sent sent) {
        String account = "/v1/accounts/" + sent.account();
        return switch (sent.kind()) {
            case OPEN -> "/v1/accounts";
            case DEPOSIT -> account + "/deposits";
            case WITHDRAW -> account + "/withdrawals";
            case TRANSFER -> "/v1/transfers";
            case HOLD -> account + "/holds";
            case CAPTURE -> "%s/holds/%s/capture".formatted(account, sent.hold());
            case RELEASE -> "%s/holds/%s/release".formatted(account, sent.hold());
            case LIMIT -> account + "/overdraft-limit";
        };
    }

    private static String body(Sent sent, @Nullable String effectiveDate) {
        Map<String, Object> body = new TreeMap<>();
        body.put("reason", sent.key());
        String amount = sent.amount() == null ? "" : sent.amount().toPlainString();
        switch (sent.kind()) {
            case OPEN -> {
                body.put("accountId", sent.account());
                body.put("currency", "EUR");
                body.put("holder", Map.of("name", "Somebody"));
                body.put("overdraftLimit", amount);
                body.put("effectiveDate", OPENED);
            }
            case TRANSFER -> {
                body.put("fromAccountId", sent.account());
                body.put("toAccountId", String.valueOf(sent.counterparty()));
                body.put("amount", amount);
            }
            case LIMIT -> body.put("overdraftLimit", amount);
            case DEPOSIT, WITHDRAW, HOLD -> body.put("amount", amount);
            case CAPTURE, RELEASE -> {
                // Of all that is held.
            }
        }
        if (effectiveDate != null) {
            body.put("effectiveDate", effectiveDate);
        }
        return JSON.writeValueAsString(body);
    }

    /** Reads an account. */
    Read read(Endpoint endpoint, int session, UUID account, long atLeastVersion) throws InterruptedException {
        String path = "/v1/accounts/" + account + (atLeastVersion > 0 ? "?atLeastVersion=" + atLeastVersion : "");
        try {
            HttpResponse<String> response = http.send(request(endpoint, path).build(), BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            boolean isShown = response.statusCode() == 200;
            return new Read(
                    session,
                    account,
                    atLeastVersion,
                    endpoint.name(),
                    response.statusCode(),
                    isShown ? body.required("version").asLong() : 0,
                    isShown ? new BigDecimal(body.required("balance").asString()) : null,
                    isShown ? new BigDecimal(body.required("held").asString()) : null);
        } catch (IOException | JacksonException e) {
            return new Read(session, account, atLeastVersion, endpoint.name(), 0, 0, null, null);
        }
    }

    /**
     * Reads something that is no account, such as how far a view is.
     *
     * @throws IOException if there is no answer
     */
    JsonNode get(Endpoint endpoint, String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(request(endpoint, path).build(), BodyHandlers.ofString())
                .body());
    }

    private HttpRequest.Builder request(Endpoint endpoint, String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + path))
                .timeout(timeout)
                .header("Authorization", authorization);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
