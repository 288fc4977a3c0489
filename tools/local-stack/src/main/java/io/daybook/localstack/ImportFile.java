package io.daybook.localstack;

import java.io.Console;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports a file into the running command-service and shows how far it is until it is done. Started by the script
 * {@code demo}.
 */
public final class ImportFile {

    private static final int EXIT_FAILED = 1;
    private static final int EXIT_MISUSED = 2;
    private static final int REFUSALS_SHOWN_MAX = 10;

    /** Pause between two progress lines: short on a terminal, where the line is overwritten, longer elsewhere. */
    private static final long TERMINAL_PAUSE_MILLIS = 200;

    private static final long PLAIN_PAUSE_MILLIS = 2_000;

    /** The options that stand for a parameter of the upload each. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "--currency", "currency",
            "--overdraft-limit", "overdraftLimit",
            "--source", "source",
            "--product", "productCode");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final String baseUrl;
    private final String token;
    private final boolean isTerminal = isTerminal();

    private ImportFile(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** Arguments: the file with the token to show, the file to import, and options as {@code demo --help} tells them. */
    public static void main(String[] args) throws InterruptedException {
        var parameters = new LinkedHashMap<String, String>();
        var files = new ArrayList<Path>();
        var token = Path.of(args[0]);
        try {
            read(Arrays.copyOfRange(args, 1, args.length), parameters, files);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_MISUSED);
        }
        String port = System.getenv().getOrDefault("COMMAND_PORT", "8081");
        try {
            var upload = new ImportFile("http://localhost:" + port, Files.readString(token));
            System.exit(upload.run(files.getFirst(), parameters));
        } catch (NoSuchFileException e) {
            System.err.println("There is no token at %s. Say where the demo's data is with --data.".formatted(token));
        } catch (FileNotFoundException e) {
            System.err.println("There is no file " + files.getFirst() + ".");
        } catch (ConnectException e) {
            System.err.println("No command-service answers on port %s. Start it with ./demo.".formatted(port));
        } catch (IOException e) {
            System.err.println(
                    "The command-service cannot be reached any more; what it has taken it goes on with: " + e);
        }
        System.exit(EXIT_FAILED);
    }

    private static void read(String[] args, Map<String, String> parameters, List<Path> files) {
        for (int i = 0; i < args.length; i++) {
            String parameter = PARAMETERS.get(args[i]);
            if (parameter != null && i + 1 < args.length) {
                parameters.put(parameter, args[++i]);
            } else if (args[i].equals("--open-accounts")) {
                parameters.put("openAccounts", "true");
            } else if (args[i].startsWith("--")) {
                throw new IllegalArgumentException("%s is no option, or lacks its value.".formatted(args[i]));
            } else {
                files.add(Path.of(args[i]));
            }
        }
        if (files.size() != 1) {
            throw new IllegalArgumentException("Say which file is to be imported: ./demo import FILE");
        }
    }

    /** Since JDK 25 there is no console again where there is no terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Returns the exit code. */
    private int run(Path file, Map<String, String> parameters) throws IOException, InterruptedException {
        System.out.println("Uploading %s …".formatted(file));
        HttpResponse<String> uploaded = upload(file, parameters);
        JsonNode taken = json.readTree(uploaded.body());
        if (uploaded.statusCode() != 202) {
            System.err.println("Nothing was imported. " + taken.path("detail").asString());
            return EXIT_FAILED;
        }
        String location = uploaded.headers().firstValue("Location").orElseThrow();
        JsonNode done = awaitEnd(location);
        showRefusals(location, done.get("refused").asLong());
        if (done.has("problem")) {
            System.err.println(done.get("problem").asString());
        }
        return done.get("state").asString().equals("COMPLETED") ? 0 : EXIT_FAILED;
    }

    private HttpResponse<String> upload(Path file, Map<String, String> parameters)
            throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
        var request = HttpRequest.newBuilder(URI.create(baseUrl + "/v1/imports" + query))
                .header("Content-Type", mediaType(file))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .expectContinue(true)
                .POST(BodyPublishers.ofFile(file))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String mediaType(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? "application/x-ndjson" : "text/csv";
    }

    private JsonNode awaitEnd(String location) throws IOException, InterruptedException {
        while (true) {
            JsonNode standing = get(location);
            boolean isEnded = standing.has("finishedAt");
            String line = progress(standing);
            if (isTerminal) {
                System.out.print("\r" + line + "\033[K" + (isEnded ? "\n" : ""));
                System.out.flush();
            } else {
                System.out.println(line);
            }
            if (isEnded) {
                return standing;
            }
            TimeUnit.MILLISECONDS.sleep(isTerminal ? TERMINAL_PAUSE_MILLIS : PLAIN_PAUSE_MILLIS);
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static String progress(JsonNode standing) {
        long read = standing.get("linesRead").asLong();
        long total = standing.get("linesTotal").asLong();
        String rate = standing.has("linesPerSecond")
                ? ", %,d lines/s".formatted(standing.get("linesPerSecond").asLong())
                : "";
        String left = standing.has("secondsLeft")
                ? ", %,d s left".formatted(standing.get("secondsLeft").asLong())
                : "";
        return "%-9s  %,d of %,d lines (%d %%): %,d accepted, %,d repeated, %,d refused%s%s"
                .formatted(
                        standing.get("state").asString(),
                        read,
                        total,
                        100 * read / Math.max(1, total),
                        standing.get("accepted").asLong(),
                        standing.get("repeated").asLong(),
                        standing.get("refused").asLong(),
                        rate,
                        left);
    }

    private void showRefusals(String location, long refused) throws IOException, InterruptedException {
        if (refused == 0) {
            return;
        }
        String path = location + "/refusals";
        System.out.println("Refused:");
        for (JsonNode refusal :
                get(path + "?limit=" + REFUSALS_SHOWN_MAX).get("items").values()) {
            System.out.println("  line %d: %s (%s)%n    %s"
                    .formatted(
                            refusal.get("line").asLong(),
                            refusal.path("detail").asString(""),
                            refusal.get("code").asString(),
                            refusal.path("content").asString("")));
        }
        if (refused > REFUSALS_SHOWN_MAX) {
            System.out.println("  … and %,d more: %s%s".formatted(refused - REFUSALS_SHOWN_MAX, baseUrl, path));
        }
    }
}
