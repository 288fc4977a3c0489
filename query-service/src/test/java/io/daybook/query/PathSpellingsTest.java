package io.daybook.query;

import static io.daybook.localstack.LocalIssuer.Role.AUDITOR;
import static io.daybook.localstack.LocalIssuer.Role.OPERATOR;
import static io.daybook.localstack.LocalIssuer.Role.TELLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.ApiOperations;
import io.daybook.testsupport.PathSpellings;
import io.daybook.testsupport.RawHttp;
import io.daybook.testsupport.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No spelling of a path gets past the record of reads, the rules of access, the rate limits or the tags of metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathSpellingsTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    /** What is not recorded, for it tells about nobody. */
    private static final Set<String> ABOUT_NOBODY = Set.of("GET /v1/products", "GET /v1/products/{code}");

    private static final Set<String> OF_NO_PATH = Set.of("UNKNOWN", "NOT_FOUND", "REDIRECTION", "root", "/**");

    private QueryService service;
    private UUID account;

    @BeforeAll
    void start() {
        service = new QueryService(
                "daybook.groups=balances,audit,reporting,catalogue,summaries",
                "daybook.dynamodb.endpoint=http://127.0.0.1:1",
                "daybook.dynamodb.call-time-max=100ms",
                "daybook.streams.lifetime=1ms",
                "daybook.access.rate.per-second=0",
                "daybook.access.rate.address-per-second=0");
        account = anAccount();
    }

    private UUID anAccount() {
        UUID id = UUID.randomUUID();
        service.write("balances", """
                insert into accounts (account_id, customer_id, currency, status, balance, held,
                                      overdraft_limit, version, position, opened_at, updated_at)
                values ('%s', 'customer-2', 'EUR', 'OPEN', 5, 0, 0, 1, 1, now(), now())
                """.formatted(id));
        return id;
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private RawHttp as(String token) {
        return new RawHttp(service.port(), token);
    }

    private RawHttp teller() {
        return as(TestServers.issuer().token(TELLER));
    }

    private List<String> paths() {
        return List.of(
                "/v1/accounts/" + account,
                "/v1/accounts/%s/balance".formatted(account),
                "/v1/accounts",
                "/v1/customers/a.b_c~d/personal-data",
                "/v1/products");
    }

    @Test
    void a_path_with_an_encoded_character_that_needs_no_encoding_is_refused_by_every_method() {
        for (String path : paths()) {
            for (String spelling : PathSpellings.needlesslyEncoded(path)) {
                for (String method : METHODS) {
                    RawHttp.Response refused = teller().send(method, spelling, "");
                    assertThat(refused.status()).as(method + " " + spelling).isEqualTo(400);
                }
            }
        }
        RawHttp.Response refused = teller().send("GET", "/%761/accounts/" + account, "");
        assertThat(refused.isProblem()).isTrue();
        assertThat(refused.body()).contains("\"/problems/malformed\"", "%76, which is the character v. Send letters");
    }

    @Test
    void every_refused_spelling_is_told_what_to_do_by_a_problem_that_is_documented() {
        for (String target : PathSpellings.odd(paths().getFirst())) {
            RawHttp.Response answer = teller().send("GET", target, "");
            if (answer.status() == 400) {
                assertThat(answer.isProblem()).as(target).isTrue();
                assertThat(answer.body()).as(target).contains("\"/problems/malformed\"");
            }
        }
    }

    @Test
    void whoever_tries_another_spelling_is_recorded_with_the_account() {
        String tries = "tries-" + UUID.randomUUID();
        RawHttp somebody = as(TestServers.issuer().token(tries, "accounts:read", null));

        assertThat(as("forged").send("GET", "/%761/accounts/" + account, "").status())
                .isEqualTo(401);
        assertThat(somebody.send("GET", "/%761/accounts/" + account, "").status())
                .isEqualTo(400);

        await().atMost(WAIT_MAX).untilAsserted(() -> assertThat(
                        service.as(TestServers.issuer().token(AUDITOR), "/v1/reads?limit=500&actor=" + tries)
                                .body()
                                .path("items")
                                .valueStream()
                                .map(read -> "%s of %s"
                                        .formatted(
                                                read.path("status").asInt(),
                                                read.path("accountId").asString())))
                .containsExactly("400 of " + account));
    }

    @Test
    void encoded_letters_in_the_query_are_taken() {
        assertThat(teller().send("GET", "/v1/accounts?%6cimit=1%30&customerId=customer%2D2", "")
                        .body())
                .contains(account.toString());
    }

    @Test
    void characters_that_need_their_encoding_are_taken() {
        RawHttp.Response answer =
                teller().send("GET", "/v1/customers/M%C3%BCller%20%26%20S%c3%b6hne/personal-data", "");

        assertThat(answer.status()).isIn(200, 404);
    }

    @Test
    void what_is_answered_is_recorded_however_its_path_is_spelt() {
        UUID fresh = anAccount();
        List<String> targets = Stream.of("/v1/accounts/" + fresh, "/v1/accounts/%s/balance".formatted(fresh))
                .flatMap(path -> Stream.of(
                                PathSpellings.odd(path),
                                PathSpellings.needlesslyEncoded(path),
                                List.of(path, "http://localhost" + path, path + "?%61tLeastVersion=1"))
                        .flatMap(List::stream))
                .toList();
        long answered = 0;
        for (String target : targets) {
            for (String method : METHODS) {
                int status = teller().send(method, target, "").status();
                assertThat(status).as(method + " " + target).isLessThan(500);
                answered += status < 400 ? 1 : 0;
            }
        }
        long expected = answered;

        assertThat(answered).isGreaterThanOrEqualTo(12);
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(answeredReads(fresh)).isEqualTo(expected));
    }

    private long answeredReads(UUID ofAccount) {
        String auditor = TestServers.issuer().token(AUDITOR);
        return service.as(auditor, "/v1/accounts/%s/reads?limit=500".formatted(ofAccount))
                .body()
                .path("items")
                .valueStream()
                .filter(read -> read.path("status").asInt() < 400)
                .filter(read -> !read.path("path").asString().endsWith("/reads"))
                .count();
    }

    @Test
    void every_path_is_recorded_but_those_that_tell_about_nobody() {
        assertRecordedButAboutNobody("reader-of-everything", "accounts:read audit:read reports:read");
    }

    @Test
    void a_refusal_by_scope_is_recorded_at_every_path_but_those_that_tell_about_nobody() {
        assertRecordedButAboutNobody("reader-of-nothing", "catalogue:write");
    }

    private void assertRecordedButAboutNobody(String reader, String scopes) {
        String token = TestServers.issuer().token(reader, scopes, null);
        for (String path : ApiOperations.of("query-service")) {
            as(token).send("GET", filled(path), "");
        }
        var expected = new TreeSet<>(service.paths());
        expected.removeAll(ABOUT_NOBODY);

        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(recordedOf(reader)).isEqualTo(expected));
    }

    private Set<String> recordedOf(String actor) {
        return service.as(TestServers.issuer().token(AUDITOR), "/v1/reads?limit=500&actor=" + actor)
                .body()
                .path("items")
                .valueStream()
                .map(read -> "GET " + read.path("path").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String filled(String path) {
        return path.replace("GET ", "").replaceAll("\\{\\w+}", account.toString());
    }

    @Test
    void no_spelling_gets_past_a_rule_of_access() {
        String nobody = TestServers.issuer().token("nobody", "catalogue:write", null);
        for (String path : paths().subList(0, 3)) {
            Stream.of(PathSpellings.odd(path), PathSpellings.needlesslyEncoded(path))
                    .flatMap(List::stream)
                    .flatMap(target -> METHODS.stream().map(method -> method + " " + target))
                    .forEach(request -> assertThat(as(nobody)
                                    .send(request.split(" ", 2)[0], request.split(" ", 2)[1], "")
                                    .isClientError())
                            .as(request)
                            .isTrue());
        }
    }

    @Test
    void no_spelling_gets_past_a_rate_limit() {
        try (QueryService limited = new QueryService(
                "daybook.groups=balances", "daybook.access.rate.per-second=1", "daybook.access.rate.burst=1")) {
            RawHttp teller = new RawHttp(limited.port(), TestServers.issuer().token(TELLER));
            String path = "/v1/accounts/" + account;
            await().atMost(WAIT_MAX).until(() -> teller.send("GET", path, "").status() == 429);

            assertThat(PathSpellings.odd(path))
                    .allSatisfy(target ->
                            assertThat(teller.send("GET", target, "").status()).isIn(400, 403, 429));
        }
    }

    @Test
    void tags_of_metrics_are_patterns_of_paths_and_no_text_of_a_request() {
        for (String target : PathSpellings.odd(paths().getFirst())) {
            teller().send("GET", target, "");
        }
        String metrics = as(TestServers.issuer().token(OPERATOR))
                .send("GET", "/actuator/prometheus", "")
                .body();
        Set<String> patterns = Stream.concat(
                        service.paths().stream().map(path -> path.replace("GET ", "")), OF_NO_PATH.stream())
                .collect(Collectors.toSet());

        assertThat(Pattern.compile("http_server_requests_seconds_count\\{[^}]*uri=\"([^\"]*)\"")
                        .matcher(metrics)
                        .results()
                        .map(PathSpellingsTest::uri))
                .isNotEmpty()
                .allSatisfy(uri -> assertThat(patterns.contains(uri) || uri.startsWith("/actuator/"))
                        .as(uri)
                        .isTrue());
    }

    private static String uri(MatchResult match) {
        return match.group(1);
    }
}
