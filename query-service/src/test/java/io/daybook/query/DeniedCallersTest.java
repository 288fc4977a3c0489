package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Denials;
import io.daybook.testsupport.TestServers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Queries let a denied caller in no more, and an account feed that is open tells no more. */
class DeniedCallersTest {

    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final String subject = "mallory-" + UUID.randomUUID();
    private final String token = TestServers.issuer().token(subject, LocalIssuer.EVERY_SCOPE, null);
    private final UUID account = UUID.randomUUID();

    @Test
    void a_denied_subject_is_refused_with_a_remembered_token_and_its_feed_ends() {
        try (QueryService service = new QueryService("daybook.groups=balances", "daybook.streams.silence-max=200ms")) {
            service.write("balances", """
                    insert into accounts (account_id, customer_id, currency, status, balance, held,
                                          overdraft_limit, version, position, opened_at, updated_at)
                    values ('%s', 'customer-1', 'EUR', 'OPEN', 5, 0, 0, 1, 1, now(), now())
                    """.formatted(account));
            service.hold(account, "Ada");
            assertThat(service.as(token, "/v1/accounts/" + account).status()).isEqualTo(200);
            try (Stream<String> feed = service.lines(token, "/v1/accounts/%s/stream".formatted(account))) {
                Denials.deny(subject);

                await().atMost(WITHIN)
                        .until(() ->
                                service.as(token, "/v1/accounts/" + account).status() == 401);
                assertThat(feed.filter(line -> line.startsWith("event:"))).hasSize(1);
            }
            Denials.allow(subject);
            await().atMost(WITHIN)
                    .until(() -> service.as(token, "/v1/accounts/" + account).status() == 200);
        }
    }
}
