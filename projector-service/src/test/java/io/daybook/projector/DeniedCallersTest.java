package io.daybook.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Denials;
import io.daybook.testsupport.TestServers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A denied operator is let in no more. */
class DeniedCallersTest {

    private static final Duration WITHIN = Duration.ofSeconds(5);

    @Test
    void a_denied_subject_is_refused_with_a_remembered_token_until_it_is_allowed_again() {
        String subject = "mallory-" + UUID.randomUUID();
        String token = TestServers.issuer().token(subject, "ops", null);
        try (var projector = new ProjectorService()) {
            projector.start("daybook.views=balances");
            assertThat(status(projector, token)).isEqualTo(200);

            Denials.deny(subject);
            await().atMost(WITHIN).until(() -> status(projector, token) == 401);

            Denials.allow(subject);
            await().atMost(WITHIN).until(() -> status(projector, token) == 200);
        }
    }

    private static int status(ProjectorService projector, String token) {
        return projector.send("GET", "/v1/views", "", token).status();
    }
}
