package io.daybook.command.http;

import static io.daybook.localstack.LocalIssuer.Role.AUDITOR;
import static io.daybook.localstack.LocalIssuer.Role.CUSTOMER;
import static io.daybook.localstack.LocalIssuer.Role.OPERATOR;
import static io.daybook.localstack.LocalIssuer.Role.TELLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.daybook.command.CommandService;
import io.daybook.localstack.Folders;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.ApiOperations;
import io.daybook.testsupport.FormPart;
import io.daybook.testsupport.PathSpellings;
import io.daybook.testsupport.RawHttp;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of the API's description and every role: who comes in and who does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandAccessTest {

    /** Whom each path lets in; everybody else is refused. */
    private static final Map<String, Set<Role>> TABLE = Map.ofEntries(
            Map.entry("POST /v1/accounts", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/deposits", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/withdrawals", Set.of(TELLER)),
            Map.entry("POST /v1/transfers", Set.of(TELLER, CUSTOMER)),
            Map.entry("POST /v1/accounts/{id}/documents", Set.of(TELLER, CUSTOMER)),
            Map.entry("POST /v1/accounts/{id}/holds", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/holds/{holdId}/capture", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/holds/{holdId}/release", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/fees", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/freeze", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/unfreeze", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/close", Set.of(TELLER)),
            Map.entry("POST /v1/accounts/{id}/interest", Set.of(TELLER)),
            Map.entry("PUT /v1/accounts/{id}/overdraft-limit", Set.of(TELLER)),
            Map.entry("POST /v1/transactions/{eventId}/reversal", Set.of(TELLER)),
            Map.entry("POST /v1/transactions/{eventId}/correction", Set.of(TELLER)),
            Map.entry("POST /v1/approvals/{approvalId}/approve", Set.of(TELLER)),
            Map.entry("POST /v1/approvals/{approvalId}/reject", Set.of(TELLER, CUSTOMER)),
            Map.entry("DELETE /v1/customers/{customerId}/personal-data", Set.of(TELLER)),
            Map.entry("DELETE /v1/customers/{customerId}/erasure", Set.of(TELLER)),
            Map.entry("POST /v1/customers/{customerId}/legal-hold", Set.of(TELLER)),
            Map.entry("DELETE /v1/customers/{customerId}/legal-hold", Set.of(TELLER)),
            Map.entry("POST /v1/documents/{id}/acceptance", Set.of(TELLER)),
            Map.entry("POST /v1/documents/{id}/rejection", Set.of(TELLER)),
            Map.entry("POST /v1/interest-runs", Set.of(TELLER)),
            Map.entry("GET /v1/interest-runs", Set.of(TELLER, AUDITOR, OPERATOR)),
            Map.entry("GET /v1/interest-runs/{run}", Set.of(TELLER, AUDITOR, OPERATOR)),
            Map.entry("POST /v1/imports", Set.of(TELLER)),
            Map.entry("GET /v1/imports", Set.of(TELLER, AUDITOR, OPERATOR)),
            Map.entry("GET /v1/imports/{id}", Set.of(TELLER, AUDITOR, OPERATOR)),
            Map.entry("GET /v1/imports/{id}/refusals", Set.of(TELLER, AUDITOR, OPERATOR)),
            Map.entry("DELETE /v1/imports/{id}", Set.of(TELLER)),
            Map.entry("POST /v1/products", Set.of(TELLER)),
            Map.entry("PUT /v1/products/{code}/terms", Set.of(TELLER)),
            Map.entry("POST /v1/products/{code}/retire", Set.of(TELLER)),
            Map.entry("GET /v1/log", Set.of(AUDITOR, OPERATOR)),
            Map.entry("GET /v1/log/head", Set.of(AUDITOR, OPERATOR)),
            Map.entry("GET /v1/log/keys", Set.of(AUDITOR, OPERATOR)),
            Map.entry("GET /v1/log/proofs/{eventId}", Set.of(AUDITOR, OPERATOR)),
            Map.entry("GET /v1/log/consistency", Set.of(AUDITOR, OPERATOR)),
            Map.entry("POST /v1/log/verifications", Set.of(AUDITOR, OPERATOR)),
            Map.entry("GET /v1/log/verifications/{id}", Set.of(AUDITOR, OPERATOR)),
            Map.entry("DELETE /v1/log/verifications/{id}", Set.of(AUDITOR, OPERATOR)),
            Map.entry("GET /v1/keys/rewrap", Set.of(AUDITOR, OPERATOR)),
            Map.entry("POST /v1/keys/rewrap", Set.of(OPERATOR)),
            Map.entry("GET /v1/denied-callers", Set.of(AUDITOR, OPERATOR)),
            Map.entry("POST /v1/denied-callers", Set.of(OPERATOR)),
            Map.entry("DELETE /v1/denied-callers/{id}", Set.of(OPERATOR)),
            Map.entry("GET /v1/relay", Set.of(AUDITOR, OPERATOR)),
            Map.entry("POST /v1/relay/replay", Set.of(OPERATOR)),
            Map.entry("DELETE /v1/relay/replay", Set.of(OPERATOR)));

    private static final List<Role> ROLES =
            Stream.of(Role.values()).filter(role -> role != Role.TELLER2).toList();

    private CommandService service;
    private UUID customersAccount;
    private UUID othersAccount;

    @BeforeAll
    void start() {
        service = CommandService.on(CommandService.freshLog());
        customersAccount = anAccountOfTheCustomer();
        othersAccount = service.anAccount();
    }

    private UUID anAccountOfTheCustomer() {
        Answer opened = service.post("/v1/accounts", """
            {"holder": {"customerId": "%s", "name": "Ada"}, "currency": "EUR"}\
            """.formatted(LocalIssuer.CUSTOMER_ID));
        return UUID.fromString(opened.body().path("accountId").asString());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static Stream<Arguments> everyPathAndRole() {
        return everyPath().flatMap(path -> ROLES.stream().map(role -> Arguments.of(path, role)));
    }

    @ParameterizedTest
    @MethodSource("everyPathAndRole")
    void a_path_lets_in_whom_the_table_says_and_nobody_else(String path, Role role) {
        Answer answer = ask(path, bearer(TestServers.issuer().token(role)));

        assertThat(answer.status()).isNotEqualTo(401);
        assertThat(answer.status() != 403)
                .isEqualTo(TABLE.getOrDefault(path, Set.of()).contains(role));
    }

    private static Stream<String> everyPath() {
        return ApiOperations.of("command-service").stream();
    }

    @ParameterizedTest
    @MethodSource("everyPath")
    void without_a_token_nobody_comes_in(String path) {
        Answer answer = ask(path, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("/problems/unauthorized");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void table_and_description_have_every_path_of_the_service() {
        assertThat(new TreeSet<>(TABLE.keySet())).isEqualTo(ApiOperations.of("command-service"));
        assertThat(service.paths()).isEqualTo(ApiOperations.of("command-service"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/nowhere",
                "GET /v1/accounts",
                "PATCH /v1/accounts",
                "POST /v1/accounts/{id}/gifts",
                "POST /v1/accounts/{id}/deposits/",
                "PUT /v1/transfers",
                "GET /v3/api-docs",
                "GET /error",
                "GET /"
            })
    void what_is_not_listed_is_refused_even_to_who_may_do_everything(String path) {
        Answer answer = ask(path, CommandService.as("olga"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("/problems/forbidden");
    }

    private static Stream<Arguments> everyPathWithItsParameters() {
        return ApiOperations.knownParameters("command-service").entrySet().stream()
                .map(path -> Arguments.of(path.getKey(), path.getValue()));
    }

    @ParameterizedTest
    @MethodSource("everyPathWithItsParameters")
    void a_parameter_that_a_path_does_not_have_is_refused_with_those_that_it_has(String path, String known) {
        String mediaType = path.equals("POST /v1/imports")
                ? "text/csv"
                : path.endsWith("/documents") ? "multipart/form-data; boundary=x" : "application/json";

        Answer refused = ask(path + "?sourc=bank", CommandService.as("olga"), "Content-Type", mediaType);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("/problems/malformed");
        assertThat(refused.body().path("parameter").asString()).isEqualTo("sourc");
        assertThat(refused.body().path("detail").asString()).endsWith(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1//transfers              | The path has //: a part of it is empty.",
                "//v1/transfers              | The path has //: a part of it is empty.",
                "/v1/transfers//             | The path has //: a part of it is empty.",
                "/v1/transfers;a=b           | The path has ;: a semicolon.",
                "/v1/accounts/a%252Fb/holds  | The path has %25: an encoded percent sign.",
                "/v1/accounts/a%2Fb/deposits | no encoded slash",
            })
    void a_path_that_is_not_taken_is_told_what_is_wrong_with_it(String path, String detail) {
        var teller = new RawHttp(service.port(), TestServers.issuer().token(TELLER));

        assertThat(teller.send("POST", path, "{}", "Content-Type: application/json")
                        .body())
                .contains(detail);
    }

    @Test
    void no_other_spelling_of_a_path_is_answered() {
        var teller = new RawHttp(service.port(), TestServers.issuer().token(TELLER));
        String path = "/v1/accounts/%s/deposits".formatted(othersAccount);
        String deposit = "{\"amount\": \"10.00\"}";
        for (String spelling : PathSpellings.needlesslyEncoded(path)) {
            RawHttp.Response refused = teller.send("POST", spelling, deposit, "Content-Type: application/json");
            assertThat(refused.status()).as(spelling).isEqualTo(400);
            assertThat(refused.isProblem()).as(spelling).isTrue();
        }
        for (String spelling : PathSpellings.odd(path)) {
            assertThat(teller.send("POST", spelling, deposit, "Content-Type: application/json")
                            .isClientError())
                    .as(spelling)
                    .isTrue();
        }
    }

    private Answer ask(String path, String authorization, String... headers) {
        String[] words = path.split(" ", 2);
        String filled = words[1].replace("{id}", customersAccount.toString())
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        return service.send(
                words[0],
                filled,
                words[0].equals("GET") ? "" : "{}",
                Stream.concat(Stream.of("Authorization", authorization), Stream.of(headers))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deposits", "withdrawals", "fees", "holds", "holds/{holdId}/capture"})
    void a_customer_brings_no_money_in_and_takes_none_out_not_even_on_an_own_account(String how) {
        UUID own = anAccountOfTheCustomer();

        Answer refused = service.post(
                "/v1/accounts/%s/%s"
                        .formatted(
                                own, how.replace("{holdId}", UUID.randomUUID().toString())),
                "{\"amount\": \"10.00\"}",
                "Authorization",
                bearer(TestServers.issuer().token(CUSTOMER)));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("/problems/forbidden");
    }

    @Test
    void cash_needs_a_scope_of_its_own_which_channels_may_have() {
        UUID account = service.anAccount();
        String deposit = "{\"amount\": \"10.00\"}";
        String path = "/v1/accounts/%s/deposits".formatted(account);
        LocalIssuer issuer = TestServers.issuer();

        assertThat(statusOf(path, deposit, issuer.tokenOfChannel("cash-machine", "cash:write")))
                .isEqualTo(201);
        assertThat(statusOf(path, deposit, issuer.token("clerk", "cash:write", null)))
                .isEqualTo(201);
        assertThat(statusOf(path, deposit, issuer.token("clerk", "accounts:write", null)))
                .isEqualTo(403);
        assertThat(statusOf("/v1/accounts", "{}", issuer.tokenOfChannel("cash-machine", "cash:write")))
                .isEqualTo(403);
        assertThat(statusOf(path, deposit, issuer.token("ada", "cash:write accounts:write", LocalIssuer.CUSTOMER_ID)))
                .isEqualTo(403);
    }

    private int statusOf(String path, String body, String token) {
        return service.post(path, body, "Authorization", bearer(token)).status();
    }

    private static Stream<Arguments> tokensOfNoKind() {
        JWTClaimsSet good = new JWTClaimsSet.Builder(LocalIssuer.claims("mallory"))
                .claim("scope", LocalIssuer.EVERY_SCOPE)
                .build();
        return Stream.of(
                Arguments.of(
                        "without the claim", new JWTClaimsSet.Builder(good).claim("caller_kind", null), "caller_kind"),
                Arguments.of(
                        "of an unknown kind",
                        new JWTClaimsSet.Builder(good).claim("caller_kind", "boss"),
                        "caller_kind"),
                Arguments.of(
                        "in capitals", new JWTClaimsSet.Builder(good).claim("caller_kind", "STAFF"), "caller_kind"),
                Arguments.of(
                        "of two kinds",
                        new JWTClaimsSet.Builder(good).claim("caller_kind", List.of("staff", "customer")),
                        "caller_kind"),
                Arguments.of(
                        "of no customer in particular",
                        new JWTClaimsSet.Builder(good).claim("caller_kind", "customer"),
                        "customer_id"),
                Arguments.of(
                        "of a customer who says to be staff",
                        new JWTClaimsSet.Builder(good).claim("customer_id", "customer-1"),
                        "customer_id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensOfNoKind")
    void a_token_that_says_no_kind_of_caller_is_refused_with_the_name_of_the_claim(
            String name, JWTClaimsSet.Builder claims, String claim) {
        String token = signed(claims);

        // The second time it is remembered.
        for (int i = 0; i < 2; i++) {
            Answer refused = service.post("/v1/accounts", "{}", "Authorization", bearer(token));
            assertThat(refused.status()).as(name).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("/problems/unknown-caller-kind");
            assertThat(refused.body().path("detail").asString()).contains(claim);
        }
    }

    @Test
    void no_issuer_gives_a_member_of_the_bank_what_is_kept_for_customers() {
        UUID own = anAccountOfTheCustomer();
        String transfer = """
            {"fromAccountId": "%s", "toAccountId": "%s", "amount": "1.00"}\
            """.formatted(own, othersAccount);

        assertThat(statusOf("/v1/transfers", transfer, TestServers.issuer().token("clerk", "own:accounts:write", null)))
                .isEqualTo(403);
    }

    @Test
    void a_customer_pays_from_an_own_account_to_any_but_from_no_other() {
        UUID own = anAccountOfTheCustomer();
        String customer = bearer(TestServers.issuer().token(CUSTOMER));
        service.post("/v1/accounts/%s/deposits".formatted(own), "{\"amount\": \"10.00\"}");
        service.post("/v1/accounts/%s/deposits".formatted(othersAccount), "{\"amount\": \"10.00\"}");
        String transfer = """
            {"fromAccountId": "%s", "toAccountId": "%s", "amount": "1.00"}\
            """;

        assertThat(service.post("/v1/transfers", transfer.formatted(own, othersAccount), "Authorization", customer)
                        .status())
                .isEqualTo(201);
        assertThat(service.post("/v1/transfers", transfer.formatted(othersAccount, own), "Authorization", customer)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_customer_learns_no_version_of_a_strangers_account() {
        service.post("/v1/accounts/%s/deposits".formatted(othersAccount), "{\"amount\": \"10.00\"}");
        String transfer = """
            {"fromAccountId": "%s", "toAccountId": "%s", "amount": "1.00"}\
            """;
        Answer unknown = asCustomer(transfer.formatted(UUID.randomUUID(), customersAccount), "\"999\"");

        assertThat(unknown.status()).isEqualTo(403);
        for (String version : List.of("\"1\"", "\"2\"", "\"999\"", "*")) {
            Answer foreign = asCustomer(transfer.formatted(othersAccount, customersAccount), version);

            assertThat(foreign.status()).as(version).isEqualTo(403);
            assertThat(foreign.body()).isEqualTo(unknown.body());
        }
        assertThat(asCustomer(transfer.formatted(customersAccount, othersAccount), "\"999\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_customer_is_told_the_same_of_every_account_that_cannot_receive() {
        UUID own = anAccountOfTheCustomer();
        service.post("/v1/accounts/%s/deposits".formatted(own), "{\"amount\": \"10.00\"}");
        UUID frozen = service.anAccount();
        service.post("/v1/accounts/%s/freeze".formatted(frozen), "{\"reason\": \"investigation\"}");
        UUID closed = service.anAccount();
        service.post("/v1/accounts/%s/close".formatted(closed), "{}");
        UUID inDollars = UUID.fromString(
                service.post("/v1/accounts", """
                    {"holder": {"name": "Grace"}, "currency": "USD"}\
                    """).body().path("accountId").asString());
        Map<UUID, String> receivers = Map.of(
                frozen,
                "account-frozen",
                closed,
                "account-closed",
                inDollars,
                "currency-mismatch",
                UUID.randomUUID(),
                "unknown-account");

        receivers.forEach((receiver, code) -> {
            String transfer = """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "%s"}\
                """;
            String key = UUID.randomUUID().toString();
            // The second is the remembered answer.
            for (int i = 0; i < 2; i++) {
                Answer refused = transfer(transfer.formatted(own, receiver, "0.01"), key, CUSTOMER);
                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.problem()).isEqualTo("/problems/receiver-not-possible");
                assertThat(refused.body().toString()).doesNotContain(receiver.toString(), "frozen", "closed", "USD");
            }
            assertThat(transfer(
                                    transfer.formatted(own, receiver, "10.01"),
                                    UUID.randomUUID().toString(),
                                    CUSTOMER)
                            .problem())
                    .isEqualTo("/problems/insufficient-funds");
            assertThat(transfer(
                                    transfer.formatted(own, receiver, "0.01"),
                                    UUID.randomUUID().toString(),
                                    TELLER)
                            .problem())
                    .isEqualTo("/problems/" + code);
        });
    }

    @Test
    void a_customer_is_told_that_the_own_account_is_frozen() {
        UUID own = anAccountOfTheCustomer();
        service.post("/v1/accounts/%s/freeze".formatted(own), "{}");

        Answer refused =
                transfer("""
                    {"fromAccountId": "%s", "toAccountId": "%s", "amount": "0.01"}\
                    """.formatted(own, othersAccount), UUID.randomUUID().toString(), CUSTOMER);

        assertThat(refused.problem()).isEqualTo("/problems/account-frozen");
    }

    private Answer transfer(String body, String key, Role role) {
        return service.post(
                "/v1/transfers",
                body,
                "Idempotency-Key",
                key,
                "Authorization",
                bearer(TestServers.issuer().token(role)));
    }

    private Answer asCustomer(String transfer, String version) {
        return service.post(
                "/v1/transfers",
                transfer,
                "If-Match",
                version,
                "Authorization",
                bearer(TestServers.issuer().token(CUSTOMER)));
    }

    @Test
    void a_customer_learns_no_version_by_handing_a_document_in_on_a_strangers_account() {
        List<FormPart> form = List.of(
                FormPart.file("file", "a.pdf", "application/pdf", "%PDF-1.7 x".getBytes(StandardCharsets.UTF_8)));
        String customer = bearer(TestServers.issuer().token(CUSTOMER));

        for (UUID account : List.of(othersAccount, UUID.randomUUID())) {
            Answer refused = service.postParts(
                    "/v1/accounts/%s/documents".formatted(account),
                    form,
                    "If-Match",
                    "\"999\"",
                    "Authorization",
                    customer);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("/problems/forbidden");
        }
    }

    @Test
    void a_customer_is_not_told_the_answer_to_somebody_elses_key() {
        service.post("/v1/accounts/%s/deposits".formatted(othersAccount), "{\"amount\": \"9.00\"}");
        String transfer = """
            {"fromAccountId": "%s", "toAccountId": "%s", "amount": "5.00"}\
            """.formatted(othersAccount, customersAccount);
        service.post("/v1/transfers", transfer, "Idempotency-Key", "guessed");

        Answer refused = service.post(
                "/v1/transfers",
                transfer,
                "Idempotency-Key",
                "guessed",
                "Authorization",
                bearer(TestServers.issuer().token(CUSTOMER)));

        assertThat(refused.status()).isEqualTo(403);
    }

    /** A token that somebody might try, and a name for it. */
    record Forgery(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Forgery> forgeries() throws JOSEException {
        JWTClaimsSet good = new JWTClaimsSet.Builder(LocalIssuer.claims("mallory"))
                .claim("scope", LocalIssuer.EVERY_SCOPE)
                .build();
        String genuine = TestServers.issuer().signed(good);
        Path folder = Folders.temporary("daybook-forger");
        LocalIssuer forger = LocalIssuer.in(folder);
        Folders.delete(folder);
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        return Stream.of(
                new Forgery("nothing", ""),
                new Forgery("no token at all", "teller"),
                new Forgery("without a signature", new PlainJWT(good).serialize()),
                new Forgery("with its signature cut off", genuine.substring(0, genuine.lastIndexOf('.') + 1)),
                new Forgery("signed by another key", forger.signed(good)),
                new Forgery("signed with a shared secret", withSecret(good)),
                new Forgery("with other claims than were signed", withOtherClaims(genuine)),
                new Forgery("of another issuer", signed(new JWTClaimsSet.Builder(good).issuer("urn:other"))),
                new Forgery("for another audience", signed(new JWTClaimsSet.Builder(good).audience("elsewhere"))),
                new Forgery("for nobody", signed(new JWTClaimsSet.Builder(good).audience(List.of()))),
                new Forgery("expired", signed(new JWTClaimsSet.Builder(good).expirationTime(Date.from(longAgo)))),
                new Forgery("without an end", signed(new JWTClaimsSet.Builder(good).expirationTime(null))),
                new Forgery(
                        "not good yet",
                        signed(new JWTClaimsSet.Builder(good)
                                .notBeforeTime(Date.from(Instant.now().plusSeconds(3600))))),
                new Forgery("of nobody", signed(new JWTClaimsSet.Builder(good).subject(null))),
                new Forgery("of a subject that breaks lines", signed(new JWTClaimsSet.Builder(good).subject("a\nb"))),
                new Forgery("with an empty customer", signed(new JWTClaimsSet.Builder(good).claim("customer_id", ""))),
                new Forgery(
                        "with a list of customers",
                        signed(new JWTClaimsSet.Builder(good).claim("customer_id", List.of("customer-1")))));
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return TestServers.issuer().signed(claims.build());
    }

    private static String withSecret(JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner("the key that everybody knows, 32 bytes at least"));
        return token.serialize();
    }

    private static String withOtherClaims(String genuine) {
        String[] parts = genuine.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("mallory", "olivia!");
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void a_forged_or_outdated_token_lets_nobody_in(Forgery forgery) {
        Answer answer = service.post("/v1/accounts", "{}", "Authorization", bearer(forgery.token()));

        assertThat(answer.status()).isBetween(400, 401);
        assertThat(answer.problem()).isIn("/problems/unauthorized", "/problems/malformed");
        assertThat(answer.body().path("detail").asString()).doesNotContain("Exception", "io.daybook");
    }

    @Test
    void the_same_claims_rightly_signed_do_come_in() {
        var claims = new JWTClaimsSet.Builder(LocalIssuer.claims("mallory")).claim("scp", List.of("accounts:write"));

        assertThat(service.post("/v1/accounts", "{}", "Authorization", bearer(signed(claims)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_actor_is_the_tokens_subject_whatever_headers_and_body_say() {
        Answer refused = service.post("/v1/accounts", """
            {"holder": {"name": "Ada"}, "currency": "EUR", "actor": "somebody-else"}\
            """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("pointer").asString()).isEqualTo("/actor");
    }

    @Test
    void health_is_told_to_everybody_and_metrics_to_operators() {
        assertThat(open("/actuator/health")).isEqualTo(200);
        assertThat(open("/actuator/prometheus")).isEqualTo(401);
        assertThat(open("/actuator/info")).isEqualTo(401);
        assertThat(open("/nowhere")).isEqualTo(401);
    }

    /** The status of an answer to a request without the header at all. */
    private int open(String path) {
        URI url = service.baseUrl();
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_service_without_an_issuer_does_not_start() {
        String log = CommandService.freshLog();

        assertThatThrownBy(() -> CommandService.on(log, "daybook.access.issuer="))
                .rootCause()
                .hasMessageContaining("daybook.access.issuer");
    }

    @Test
    void a_service_whose_issuers_keys_are_no_keys_does_not_start(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), "{}");
        String log = CommandService.freshLog();

        assertThatThrownBy(() -> CommandService.on(log, "daybook.access.keys=" + file.toUri()))
                .hasStackTraceContaining("is no JSON Web Key Set");
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }
}
