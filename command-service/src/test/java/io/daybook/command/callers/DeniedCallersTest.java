package io.daybook.command.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.daybook.command.CommandService;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RecordedActs;
import io.daybook.testsupport.TestServers;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A denied caller is let in nowhere within five seconds, however good the token is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeniedCallersTest {

    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final String NOBODY_LISTENS = "jdbc:postgresql://127.0.0.1:1/nowhere";

    private final String operator = "operator-" + UUID.randomUUID();
    private CommandService service;
    private CommandService second;

    @BeforeAll
    void start() {
        String log = CommandService.freshLog();
        service = CommandService.on(log);
        second = CommandService.on(log);
    }

    @AfterAll
    void stop() {
        second.close();
        service.close();
    }

    private Answer deny(String body) {
        return service.post("/v1/denied-callers", body, "Authorization", CommandService.as(operator));
    }

    private static String newSubject() {
        return "mallory-" + UUID.randomUUID();
    }

    private static String idOf(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
    }

    private static String tokenOf(String subject) {
        return TestServers.issuer().token(subject, LocalIssuer.EVERY_SCOPE, null);
    }

    private static int status(CommandService asked, String token) {
        return asked.send("GET", "/v1/log", "", "Authorization", "Bearer " + token)
                .status();
    }

    private void awaitStatus(int status, String token) {
        await().atMost(WITHIN).untilAsserted(() -> {
            assertThat(status(service, token)).isEqualTo(status);
            assertThat(status(second, token)).isEqualTo(status);
        });
    }

    @Test
    void a_subject_whose_token_is_remembered_is_refused_by_every_instance_and_let_in_again_once_it_is_allowed() {
        String subject = newSubject();
        String token = tokenOf(subject);
        awaitStatus(200, token);

        Answer denied = deny("""
            {"subject": "%s", "reason": "laptop lost"}\
            """.formatted(subject));

        assertThat(denied.status()).isEqualTo(201);
        awaitStatus(401, token);
        Answer refused = service.send("GET", "/v1/log", "", "Authorization", "Bearer " + token);
        assertThat(refused.problem()).isEqualTo("/problems/caller-denied");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
        assertThat(refused.body().toString()).doesNotContain(subject).doesNotContain("laptop");
        assertThat(status(service, tokenOf(subject))).as("another token").isEqualTo(401);

        Answer allowed =
                service.send("DELETE", denied.header("Location"), "", "Authorization", CommandService.as(operator));

        assertThat(allowed.status()).isEqualTo(204);
        awaitStatus(200, token);
    }

    @Test
    void a_single_token_is_refused_and_another_one_of_its_subject_is_not() throws ParseException {
        String subject = newSubject();
        String stolen = tokenOf(subject);
        String other = tokenOf(subject);
        awaitStatus(200, stolen);

        deny("""
            {"tokenId": "%s", "reason": "found in a log"}\
            """.formatted(idOf(stolen)));

        awaitStatus(401, stolen);
        assertThat(status(service, other)).isEqualTo(200);
    }

    @Test
    void a_denial_ends_at_its_time() {
        String subject = newSubject();
        String token = tokenOf(subject);
        Instant until = Instant.now().plusSeconds(4);

        deny("""
            {"subject": "%s", "reason": "for a moment", "until": "%s"}\
            """.formatted(subject, until));

        await().atMost(WITHIN).until(() -> status(service, token) == 401);
        await().atMost(WITHIN).until(() -> status(service, token) == 200);
        assertThat(Instant.now()).isAfter(until);
        assertThat(service.get("/v1/denied-callers").body().path("items").findValuesAsString("subject"))
                .doesNotContain(subject);
    }

    @Test
    void once_more_changes_the_denial_that_is_there() {
        String subject = newSubject();
        Answer first = deny("""
            {"subject": "%s", "reason": "first"}\
            """.formatted(subject));

        Answer repeated = deny("""
            {"subject": "%s", "reason": "second", "until": "2999-01-01T00:00:00Z"}\
            """.formatted(subject));

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.text("id")).isEqualTo(first.text("id"));
        assertThat(repeated.text("reason")).isEqualTo("second");
        assertThat(service.get("/v1/denied-callers").body().path("items").findValuesAsString("subject"))
                .contains(subject);
    }

    @Test
    void nobody_shuts_out_themselves() throws ParseException {
        Answer bySubject = deny("""
            {"subject": "%s", "reason": "oops"}\
            """.formatted(operator));
        String token = tokenOf(operator);
        Answer byToken =
                service.post("/v1/denied-callers", """
                    {"tokenId": "%s", "reason": "oops"}\
                    """.formatted(idOf(token)), "Authorization", "Bearer " + token);

        assertThat(bySubject.problem()).isEqualTo("/problems/own-denial");
        assertThat(byToken.problem()).isEqualTo("/problems/own-denial");
    }

    @Test
    void a_denial_names_one_caller_a_reason_and_an_end_that_is_still_to_come() {
        assertThat(deny("{\"reason\": \"nobody\"}").status()).isEqualTo(400);
        assertThat(deny("{\"subject\": \"a\", \"tokenId\": \"b\", \"reason\": \"both\"}")
                        .status())
                .isEqualTo(400);
        assertThat(deny("{\"subject\": \"a\", \"reason\": \" \"}").status()).isEqualTo(400);
        assertThat(deny("{\"subject\": \"a\", \"reason\": \"late\", \"until\": \"2020-01-01T00:00:00Z\"}")
                        .problem())
                .isEqualTo("/problems/denial-already-over");
        assertThat(deny("{\"subject\": \"a\", \"reason\": \"long\", \"until\": \"+294277-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoever_is_not_denied_cannot_be_allowed_again() {
        Answer answer = service.send(
                "DELETE", "/v1/denied-callers/" + UUID.randomUUID(), "", "Authorization", CommandService.as(operator));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("/problems/unknown-denied-caller");
    }

    @Test
    void both_are_recorded_as_administrative_acts_with_whom_and_why() {
        String chief = "chief-" + UUID.randomUUID();
        String subject = newSubject();
        Answer denied =
                service.post("/v1/denied-callers", """
                    {"subject": "%s", "reason": "left the bank"}\
                    """.formatted(subject), "Authorization", CommandService.as(chief));
        service.send(
                "DELETE",
                denied.header("Location"),
                "",
                "Authorization",
                CommandService.as(chief),
                "Daybook-Reason",
                "came back");

        await().untilAsserted(() -> assertThat(RecordedActs.of(chief))
                .satisfiesExactly(
                        act -> {
                            assertThat(act.action()).isEqualTo("caller.deny");
                            assertThat(act.about()).contains(subject);
                            assertThat(act.reason()).isEqualTo("left the bank");
                            assertThat(act.location()).isEqualTo(denied.header("Location"));
                        },
                        act -> {
                            assertThat(act.action()).isEqualTo("caller.allow");
                            assertThat(act.path()).isEqualTo(denied.header("Location"));
                            assertThat(act.reason()).isEqualTo("came back");
                            assertThat(act.status()).isEqualTo(204);
                        }));
    }

    @Test
    void without_the_database_the_service_starts_and_nobody_is_denied_or_allowed() {
        try (CommandService alone =
                CommandService.on(CommandService.freshLog(), "daybook.access.denied-callers.url=" + NOBODY_LISTENS)) {
            Answer refused = alone.post("/v1/denied-callers", """
                {"subject": "%s", "reason": "in vain"}\
                """.formatted(newSubject()));

            assertThat(alone.anAccount()).isNotNull();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/denied-callers-unavailable");
        }
    }
}
