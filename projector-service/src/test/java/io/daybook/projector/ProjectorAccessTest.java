package io.daybook.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every path of the service and every role: operators do, auditors look, nobody else comes in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectorAccessTest {

    private static final List<Role> ROLES =
            List.of(Role.TELLER, Role.CUSTOMER, Role.AUDITOR, Role.ANALYST, Role.OPERATOR);

    private final ProjectorService projector = new ProjectorService();
    private Set<String> paths = Set.of();

    @BeforeAll
    void start() {
        RunningService service = projector.start("daybook.views=balances,webhooks");
        paths = service.paths();
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    @Test
    void operators_do_and_auditors_look() {
        assertThat(paths).hasSizeGreaterThan(10);
        for (String path : paths) {
            Set<Role> allowed = path.startsWith("GET ") ? Set.of(Role.OPERATOR, Role.AUDITOR) : Set.of(Role.OPERATOR);
            for (Role role : ROLES) {
                int status = ask(path, TestServers.issuer().token(role));
                assertThat(status).as("%s as %s", path, role).isNotEqualTo(401);
                assertThat(status != 403).as("%s as %s", path, role).isEqualTo(allowed.contains(role));
            }
        }
    }

    @Test
    void without_a_token_nobody_comes_in() {
        for (String path : paths) {
            assertThat(ask(path, "forged")).as(path).isEqualTo(401);
        }
    }

    private int ask(String path, String token) {
        String[] words = path.split(" ", 2);
        String filled = words[1].replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        return projector.send(words[0], filled, "", token).status();
    }
}
