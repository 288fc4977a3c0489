package io.daybook.testsupport;

import com.nimbusds.jwt.JWTClaimsSet;
import io.daybook.localstack.LocalIssuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Client that attacks a service with a valid token, sending bytes straight to its socket. Records every failure, timeout, refusal
 * that is no problem detail, and response that discloses internals.
 */
public final class Adversary {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int MUTATIONS_OF_A_BODY = 20;
    private static final String MARK = "\"@@\"";
    private static final Set<String> INSIDES =
            Set.of("exception", "io.daybook", "org.", "tools.jackson", "select ", "psql");

    /** Texts that are no identifier, no name and no number, and some that nearly are. */
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "1e999999999",
            "9".repeat(400),
            "99999999999999999999",
            "1-1-1-1-1",
            "0198",
            "00000000-0000-0000-0000-00000000000g",
            "' or '1'='1",
            "'; drop table events; --",
            "%",
            "_",
            "\\",
            "%_\\'\"",
            "a".repeat(3000),
            "\u0000",
            "a\u0000b",
            "\u0007",
            "\u202Eevil\u202C",
            "A\u200Bda",
            "A\u0301\u0302\u0303\u0304",
            "\uFEFF",
            "\uFFFF",
            "\uD83D\uDE00",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "-999999999-01-01",
            "+999999999-12-31",
            "2026-02-30",
            "0000-01-01",
            "+1000000000-12-31T23:59:59.999999999Z",
            "9223372036854775807",
            "-9223372036854775808",
            "NaN",
            "Infinity",
            "0001-01-01",
            "9999-12-31",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "MTIzNHwx",
            "eyJhbGciOiJub25lIn0");

    /** JSON of every type, where another is expected. */
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999999999",
            "-1e-999999999",
            "9".repeat(400),
            "0." + "9".repeat(400),
            "[]",
            "{}",
            "[[]]",
            "{\"\":{}}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202eevil\"",
            "\"\\uffff\"",
            "\"1e999999999\"",
            "NaN",
            "Infinity",
            "'single'",
            "[".repeat(10_000) + "]".repeat(10_000),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));

    private static final List<String> ODD_HEADERS = List.of(
            "If-Match: 7",
            "If-Match: \"99999999999999999999\"",
            "If-Match: \"1\", \"2\"",
            "If-Match: W/\"1\"",
            "If-Match: \"" + "1".repeat(4000) + "\"",
            "If-None-Match: \"\u00ff",
            "If-Modified-Since: yesterday",
            "Range: bytes=9-1,-,99999999999999999999-",
            "Idempotency-Key: " + "k".repeat(5000),
            "Idempotency-Key: \u00e9\u00ff",
            "Idempotency-Key:",
            "Accept: nonsense",
            "Accept: */*;q=9",
            "Accept: application/xml",
            "Accept: image/png",
            "Accept: text/html",
            "Accept-Language: \u00ff-\u00ff;q=x",
            "Accept-Encoding: nonsense;q=-1",
            "traceparent: 00-zz-zz-zz",
            "traceparent: 00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00",
            "tracestate: =,=,=",
            "baggage: %00=%ff",
            "X-Correlation-Id: not-a-uuid",
            "X-Correlation-Id: " + "x".repeat(5000),
            "X-Forwarded-For: ' or 1=1",
            "X-HTTP-Method-Override: DELETE",
            "Expect: 200-maybe",
            "Cookie: $Version=1; a=\"",
            "Content-Encoding: gzip",
            "Transfer-Encoding: nonsense");

    private static final List<String> ODD_PATHS = List.of(
            "/",
            "/v1",
            "/v1/",
            "//v1//accounts",
            "/v1/../actuator/env",
            "/v1/%2e%2e/actuator",
            "/v1/accounts;a=b",
            "/v1/accounts/%00",
            "/v1/accounts/%ff%fe",
            "/v1/accounts/%zz",
            "/v1/accounts/%",
            "/v1/accounts/<script>",
            "/v1/accounts/%2F%2e%2e%5c",
            "/v1/" + "a/".repeat(2000),
            "/actuator/env",
            "/actuator/heapdump",
            "/error",
            "/v1/accounts?" + "a&".repeat(2000),
            "/v1/accounts?%00=%ff&=&&",
            "/v1/accounts?limit=1&limit=2",
            "*");

    private final int port;
    private final String token;
    private final long seed;
    private final Set<String> problemsOfWaiting;
    private final Random random;
    private final int requestsAtOnce;
    private final Semaphore unanswered;
    private final Set<String> offences = new ConcurrentSkipListSet<>();

    /**
     * Attacks the service at that port, one request after the other.
     *
     * @param token a token that lets in everywhere, so that no check of it stands before what is attacked
     * @param seed makes the attack the same again
     * @param problemsOfWaiting the problems that may be answered with status 503, as far as they say when to ask again
     */
    public Adversary(int port, String token, long seed, Set<String> problemsOfWaiting) {
        this(port, token, seed, problemsOfWaiting, 1);
    }

    /**
     * Attacks the service at that port with several requests at once.
     *
     * @param token a token that lets in everywhere, so that no check of it stands before what is attacked
     * @param seed makes the attack the same again
     * @param problemsOfWaiting the problems that may be answered with status 503, as far as they say when to ask again
     * @param requestsAtOnce so few that each has its answer long before the patience is over
     */
    public Adversary(int port, String token, long seed, Set<String> problemsOfWaiting, int requestsAtOnce) {
        this.port = port;
        this.token = token;
        this.seed = seed;
        this.problemsOfWaiting = problemsOfWaiting;
        this.random = new Random(seed);
        this.requestsAtOnce = requestsAtOnce;
        this.unanswered = new Semaphore(requestsAtOnce);
    }

    /** Violations that were found, a line each, once every request is answered. */
    public Collection<String> offences() {
        unanswered.acquireUninterruptibly(requestsAtOnce);
        unanswered.release(requestsAtOnce);
        return offences.stream()
                .map(offence -> "seed %d: %s".formatted(seed, offence))
                .toList();
    }

    /** Sends bodies like that one, each with something wrong with it. */
    public void attackBody(String method, String target, String goodBody) {
        JsonNode good = JSON.readTree(goodBody);
        var bodies = new ArrayList<String>(List.of(
                "",
                " ",
                "nonsense",
                "null",
                "[]",
                "\"text\"",
                "1",
                "{",
                goodBody + goodBody,
                goodBody + "x",
                "\uFEFF" + goodBody,
                "{\"unknown\":1}",
                "[" + goodBody + "]",
                goodBody.substring(0, goodBody.length() / 2)));
        for (String pointer : leaves(good, "")) {
            for (String odd : ODD_VALUES) {
                bodies.add(with(good, pointer, odd));
            }
            for (String odd : ODD_TEXTS) {
                bodies.add(with(good, pointer, JSON.writeValueAsString(odd)));
            }
            bodies.add(goodBody.replaceFirst(
                    "\\{", "{\"%s\":1,".formatted(pointer.substring(pointer.lastIndexOf('/') + 1))));
        }
        for (String body : bodies) {
            send(method, target, "application/json", List.of(), body.getBytes(StandardCharsets.UTF_8));
        }
        send(method, target, "application/json", List.of(), goodBody.getBytes(StandardCharsets.UTF_16));
        send(
                method,
                target,
                "application/json",
                List.of(),
                ("\"" + "a".repeat(200_000)).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < MUTATIONS_OF_A_BODY; i++) {
            byte[] bytes = goodBody.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                send(method, target, "application/json", List.of(), bytes);
            }
        }
        for (String mediaType : OddMediaTypes.ALL) {
            send(method, target, mediaType, List.of(), goodBody.getBytes(StandardCharsets.UTF_8));
            send(
                    method,
                    target,
                    mediaType,
                    List.of(),
                    "--x\r\nContent-Disposition: form-data; name=\"\u0000".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends headers, each with something wrong with it. */
    public void attackHeaders(String method, String target, String body) {
        for (String header : ODD_HEADERS) {
            send(method, target, "application/json", List.of(header), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts odd texts where the path has {@code {variables}}; the others keep their values. */
    public void attackVariables(String method, String template, String filled, String body) {
        String[] names = template.split("/", -1);
        String[] values = filled.split("/", -1);
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                for (String odd : ODD_TEXTS) {
                    String[] path = values.clone();
                    path[i] = URLEncoder.encode(odd, StandardCharsets.UTF_8).replace("+", "%20");
                    send(
                            method,
                            String.join("/", path),
                            "application/json",
                            List.of(),
                            body.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    /**
     * Asks with odd texts as parameters, and with some that are right.
     *
     * @param parameters the names of the service's parameters
     * @param required parameters without which nothing is answered, such as {@code from=2026-01-01}
     */
    public void attackParameters(String path, List<String> parameters, String required) {
        for (String parameter : parameters) {
            for (String odd : ODD_TEXTS) {
                String question = "%s?%s=%s&%s"
                        .formatted(path, parameter, URLEncoder.encode(odd, StandardCharsets.UTF_8), required);
                send("GET", question, "", List.of(), new byte[0]);
            }
            send("GET", "%s?%s=%%ff%%c0%%80&%s".formatted(path, parameter, required), "", List.of(), new byte[0]);
        }
    }

    /**
     * Goes on in a list where it has no place.
     *
     * @param question the list's path with its parameters
     * @param cursor one that the list has given
     */
    public void attackCursor(String question, String cursor) {
        for (String forged : CursorForger.forgeries(cursor)) {
            send("GET", "%s&cursor=%s".formatted(question, forged), "", List.of(), new byte[0]);
        }
        for (int i = 0; i < MUTATIONS_OF_A_BODY; i++) {
            var mutated = new StringBuilder(cursor);
            mutated.setCharAt(random.nextInt(cursor.length()), (char) ('A' + random.nextInt(26)));
            send("GET", "%s&cursor=%s".formatted(question, mutated), "", List.of(), new byte[0]);
        }
    }

    /** Sends files in forms, each with something wrong with the form. */
    public void attackForm(String method, String target) {
        String type = "multipart/form-data; boundary=x";
        String part = "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
        String file = part.formatted("file", "; filename=\"a.pdf\"\r\nContent-Type: application/pdf", "%PDF-1.7 x");
        var bodies = new ArrayList<>(List.of(
                "",
                "--x",
                "--x--",
                "--x--\r\n",
                "--y\r\n\r\n",
                file,
                file + "--x--\r\n",
                file + file + "--x--\r\n",
                file.replace("\r\n", "\n") + "--x--\n",
                file.replace("%PDF-1.7 x", "") + "--x--\r\n",
                file.replace("application/pdf", "nonsense") + "--x--\r\n",
                file.replace("application/pdf", "text/html") + "--x--\r\n",
                file.replace("a.pdf", "") + "--x--\r\n",
                file.replace("; filename=\"a.pdf\"", "; filename*=UTF-8''%zz%00") + "--x--\r\n",
                file.replace("form-data; name=\"file\"", "attachment") + "--x--\r\n",
                file.replace("Content-Type", "Content-Transfer-Encoding: base64\r\nContent-Type") + "--x--\r\n",
                file.replace("name=", "n\u0000me=") + "--x--\r\n",
                "--x\r\n" + "A: b\r\n".repeat(5000) + "\r\nx\r\n--x--\r\n",
                "--x\r\nA: " + "b".repeat(50_000) + "\r\n\r\nx\r\n--x--\r\n",
                part.formatted("p", "", "q").repeat(2000) + "--x--\r\n"));
        for (String odd : ODD_TEXTS) {
            String name = odd.replaceAll("[\r\n\"]", "'");
            bodies.add(file.replace("a.pdf", name) + "--x--\r\n");
            for (String field : List.of("title", "kind", "reason", "accountId")) {
                bodies.add(file + part.formatted(field, "", odd) + "--x--\r\n");
            }
        }
        for (String body : bodies) {
            send(method, target, type, List.of(), body.getBytes(StandardCharsets.UTF_8));
        }
        byte[] good = (file + "--x--\r\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < MUTATIONS_OF_A_BODY; i++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            send(method, target, type, List.of(), bytes);
        }
    }

    /** Shows tokens that are none, each of them nearly one; whatever is answered but a refusal of the token is an offence. */
    public void attackTokens(String method, String target) {
        String[] parts = token.split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        JWTClaimsSet good = new JWTClaimsSet.Builder(LocalIssuer.claims("mallory"))
                .claim("scope", LocalIssuer.EVERY_SCOPE)
                .build();
        Date longAgo = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
        for (String authorization : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer " + none + "." + parts[1] + ".",
                "Bearer " + none + "." + parts[1] + "." + parts[2],
                "Bearer " + parts[0] + "." + parts[1] + ".",
                "Bearer " + parts[0] + "." + none + "." + parts[2],
                "Bearer " + ".".repeat(5000),
                "Bearer " + "a.".repeat(3000),
                "Bearer " + signed(new JWTClaimsSet.Builder(good).issuer("urn:other")),
                "Bearer " + signed(new JWTClaimsSet.Builder(good).audience("elsewhere")),
                "Bearer " + signed(new JWTClaimsSet.Builder(good).expirationTime(longAgo)),
                "Bearer " + token + ", Bearer " + token,
                "Basic " + token,
                "Basic bWFsbG9yeTpwYXNzd29yZA==",
                "DPoP " + token)) {
            whenThereIsRoom(
                    () -> answer(method, target + "?access_token=" + token, authorization, "", List.of(), new byte[0])
                            .filter(answer -> !answer.startsWith("HTTP/1.1 401") && !answer.startsWith("HTTP/1.1 400"))
                            .ifPresent(answer -> offences.add("%s to %s %s with %s"
                                    .formatted(answer.lines().findFirst().orElse(""), method, target, authorization))));
        }
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return TestServers.issuer().signed(claims.build());
    }

    /** Asks for paths that are none. */
    public void attackPaths() {
        for (String path : ODD_PATHS) {
            for (String method : List.of("GET", "POST", "OPTIONS", "TRACE", "NONSENSE")) {
                send(method, path, "", List.of(), new byte[0]);
            }
        }
    }

    private static List<String> leaves(JsonNode node, String pointer) {
        if (node.isObject() && !node.isEmpty()) {
            return node.propertyStream()
                    .flatMap(field -> Stream.concat(
                            field.getValue().isObject() ? Stream.of(pointer + "/" + field.getKey()) : Stream.of(),
                            leaves(field.getValue(), pointer + "/" + field.getKey()).stream()))
                    .toList();
        }
        return pointer.isEmpty() ? List.of() : List.of(pointer);
    }

    private static String with(JsonNode good, String pointer, String value) {
        JsonNode changed = good.deepCopy();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) changed.at(pointer.substring(0, last))).put(pointer.substring(last + 1), "@@");
        return changed.toString().replace(MARK, value);
    }

    private void send(String method, String target, String mediaType, List<String> headers, byte[] body) {
        whenThereIsRoom(() -> answer(method, target, "Bearer " + token, mediaType, headers, body));
    }

    /** Runs an attack beside others, after waiting until there are not too many of them. */
    private void whenThereIsRoom(Runnable attack) {
        unanswered.acquireUninterruptibly();
        Thread.ofVirtual().start(() -> {
            try {
                attack.run();
            } catch (RuntimeException e) {
                offences.add("an answer that cannot be judged: " + e);
            } finally {
                unanswered.release();
            }
        });
    }

    /** Sends it and judges the answer, if one comes. */
    private Optional<String> answer(
            String method, String target, String authorization, String mediaType, List<String> headers, byte[] body) {
        String attack = "%s %s %s %s %s"
                .formatted(method, target, mediaType, headers, new String(body, StandardCharsets.UTF_8));
        String shown = attack.length() > 300 ? attack.substring(0, 300) + "…" : attack;
        var head = new StringBuilder("%s %s HTTP/1.0\r\nHost: localhost\r\n".formatted(method, target));
        if (!authorization.isEmpty()) {
            head.append("Authorization: ").append(authorization).append("\r\n");
        }
        if (!mediaType.isEmpty()) {
            head.append("Content-Type: ").append(mediaType).append("\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.toByteArray());
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            judge(shown, answer);
            return Optional.of(answer);
        } catch (SocketTimeoutException e) {
            offences.add("no answer in %s to %s".formatted(PATIENCE, shown));
        } catch (IOException e) {
            offences.add("the connection broke at %s: %s".formatted(shown, e.getMessage()));
        }
        return Optional.empty();
    }

    private void judge(String attack, String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            offences.add("no answer to " + attack);
            return;
        }
        String head = answer.substring(0, end).toLowerCase(Locale.ROOT);
        String body = answer.substring(end + 4);
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        boolean isWait = status == 503
                && head.contains("\r\nretry-after:")
                && problemsOfWaiting.stream().anyMatch(body::contains);
        if (status >= 500 && !isWait) {
            offences.add("%d %s to %s".formatted(status, body, attack));
        }
        if (status >= 400 && !isProblem(head, body)) {
            offences.add("%s %s is no problem detail, to %s".formatted(head.replace("\r\n", " | "), body, attack));
        }
        if (status >= 400 && INSIDES.stream().anyMatch(body.toLowerCase(Locale.ROOT)::contains)) {
            offences.add("%s tells too much, to %s".formatted(body, attack));
        }
    }

    private static boolean isProblem(String head, String body) {
        if (!head.contains("\r\ncontent-type: application/problem+json")) {
            return false;
        }
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("type").asString().startsWith("/problems/")
                    && !problem.path("detail").asString().isBlank();
        } catch (JacksonException e) {
            return false;
        }
    }
}
