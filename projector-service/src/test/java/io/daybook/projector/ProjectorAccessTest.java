package io.daybook.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.ApiOperations;
import io.daybook.testsupport.PathSpellings;
import io.daybook.testsupport.RawHttp;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every operation of the API's description and every role: operators do, auditors look, tellers decide about receivers of
 * webhooks, and nobody else comes in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectorAccessTest {

    private static final List<Role> ROLES =
            List.of(Role.TELLER, Role.CUSTOMER, Role.AUDITOR, Role.ANALYST, Role.OPERATOR);

    private static final Set<String> DECISIONS =
            Set.of("POST /v1/webhooks/{id}/approve", "POST /v1/webhooks/{id}/reject");

    private final ProjectorService projector = new ProjectorService();
    private final SortedSet<String> paths = ApiOperations.of("projector-service");
    private SortedSet<String> answered = new TreeSet<>();
    private int port;

    @BeforeAll
    void start() {
        RunningService service = projector.start("daybook.views=balances,audit,webhooks");
        answered = service.paths();
        port = service.port();
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    @Test
    void the_description_has_every_path_of_the_service() {
        assertThat(answered).isEqualTo(paths);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/nowhere",
                "POST /v1/views",
                "DELETE /v1/views/{view}",
                "PUT /v1/webhooks/{id}",
                "GET /v1/views/{view}/rows",
                "GET /"
            })
    void what_is_not_listed_is_refused_even_to_operators(String path) {
        assertThat(ask(path, TestServers.issuer().token(Role.OPERATOR))).isEqualTo(403);
    }

    /** Deciding about a receiver takes another scope than asking for it. */
    private static final Map<String, Set<Role>> SECOND_PERSONS = Map.of(
            "GET /v1/webhooks", Set.of(Role.OPERATOR, Role.AUDITOR, Role.TELLER),
            "GET /v1/webhooks/{id}", Set.of(Role.OPERATOR, Role.AUDITOR, Role.TELLER),
            "POST /v1/webhooks/{id}/approve", Set.of(Role.TELLER),
            "POST /v1/webhooks/{id}/reject", Set.of(Role.TELLER));

    @Test
    void operators_do_and_auditors_look_and_tellers_decide_about_receivers() {
        for (String path : paths) {
            Set<Role> usual = path.startsWith("GET ") ? Set.of(Role.OPERATOR, Role.AUDITOR) : Set.of(Role.OPERATOR);
            Set<Role> allowed = SECOND_PERSONS.getOrDefault(path, usual);
            for (Role role : ROLES) {
                int status = ask(path, TestServers.issuer().token(role));
                assertThat(status).as("%s as %s", path, role).isNotEqualTo(401);
                assertThat(status != 403).as("%s as %s", path, role).isEqualTo(allowed.contains(role));
            }
        }
    }

    @Test
    void webhooks_have_a_scope_of_their_own_and_operators_without_it_only_look() {
        String operator = TestServers.issuer().token("olga", "ops", null);
        String integrator = TestServers.issuer().token("ines", "webhooks:write", null);
        for (String path : paths) {
            boolean isWebhooks = path.contains(" /v1/webhooks") && !DECISIONS.contains(path);
            boolean isOperation = !path.contains(" /v1/webhooks") || path.startsWith("GET ");
            assertThat(ask(path, operator) != 403).as("%s as operator", path).isEqualTo(isOperation);
            assertThat(ask(path, integrator) != 403)
                    .as("%s as integrator", path)
                    .isEqualTo(isWebhooks);
        }
    }

    @Test
    void without_a_token_nobody_comes_in() {
        for (String path : paths) {
            assertThat(ask(path, "forged")).as(path).isEqualTo(401);
        }
    }

    @Test
    void no_other_spelling_of_a_path_is_answered() {
        var operator = new RawHttp(port, TestServers.issuer().token(Role.OPERATOR));
        for (String spelling : PathSpellings.needlesslyEncoded("/v1/views/balances")) {
            RawHttp.Response refused = operator.send("GET", spelling, "");
            assertThat(refused.status()).as(spelling).isEqualTo(400);
            assertThat(refused.isProblem()).as(spelling).isTrue();
        }
        for (String spelling : PathSpellings.odd("/v1/views/balances")) {
            assertThat(operator.send("GET", spelling, "").isClientError())
                    .as(spelling)
                    .isTrue();
        }
    }

    @Test
    void a_parameter_that_a_path_does_not_have_is_refused_with_those_that_it_has() {
        String everything = TestServers.issuer().token("olga", LocalIssuer.EVERY_SCOPE, null);
        ApiOperations.knownParameters("projector-service").forEach((path, known) -> {
            Answer refused = answer(path + "?curser=1", everything);

            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.text("type")).as(path).isEqualTo("/problems/malformed");
            assertThat(refused.text("parameter")).as(path).isEqualTo("curser");
            assertThat(refused.text("detail")).as(path).endsWith(known);
        });
    }

    private int ask(String path, String token) {
        return answer(path, token).status();
    }

    private Answer answer(String path, String token) {
        String[] words = path.split(" ", 2);
        String filled = words[1].replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        return projector.send(words[0], filled, "", token);
    }
}
