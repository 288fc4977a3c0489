package io.daybook.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpgradeTest {

    private static final String HOLDERS = "select name from holders order by 1";

    private final ProjectorService projector = new ProjectorService();
    private final Accounts accounts = new Accounts(projector);

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void accounts_that_the_release_before_opens_stand_beside_those_that_this_one_opens_while_both_run() {
        projector.start("daybook.views=balances,audit,reporting");
        openedByTheReleaseBefore("Grace");
        accounts.open(1);
        UUID margaret = openedByTheReleaseBefore("Margaret");
        accounts.deposit(margaret, "5.00", Accounts.DAY);
        accounts.deposit(2);

        accounts.awaitTotal("7.00");
        accounts.awaitAnswer("audit", "select count(*)::text from history", "6");
        accounts.awaitAnswer("reporting", "select count(*)::text from accounts", "3");
        assertThat(projector.query("balances", HOLDERS)).containsExactly("Ada", "Grace", "Margaret");
    }

    @Test
    void a_view_that_is_rebuilt_from_events_of_both_releases_is_the_same() {
        projector.start("daybook.views=balances");
        UUID grace = openedByTheReleaseBefore("Grace");
        accounts.open(2).deposit(20);
        accounts.deposit(grace, "5.00", Accounts.DAY);
        accounts.deposit(2);
        accounts.awaitTotal("27.00");

        Answer asked = projector.post("/v1/views/balances/rebuild", "{\"swap\": \"ifEqual\"}");

        assertThat(asked.status()).isEqualTo(202);
        accounts.awaitAnswer("balances", "select number::text from generation", "2");
        assertThat(projector.query("balances", HOLDERS)).containsExactly("Ada", "Ada", "Grace");
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("27.00");
    }

    @Test
    void a_subscription_to_requests_for_payments_is_one_to_requests_for_any_action() throws IOException {
        projector.start("daybook.views=webhooks");
        projector.query("webhooks", """
                insert into subscriptions (subscription_id, url, event_types, description, status, start_position, sealed_secret)
                values (gen_random_uuid(), 'https://crm.example', '{MoneyDeposited,PaymentRequested}', '', 'ACTIVE', 0, '')
                returning url
                """);

        String migration = Files.readString(Path.of("src/main/resources/db/webhooks/V2__actions.sql"))
                .replace(";", "");
        List<String> wanted = projector.query("webhooks", migration + "returning array_to_string(event_types, ' ')");

        assertThat(wanted).containsExactly("MoneyDeposited PaymentRequested ActionRequested");
    }

    private UUID openedByTheReleaseBefore(String holder) {
        UUID account = UUID.randomUUID();
        RecordedEvent opened = projector.recorded(account, "AccountOpened", 1, """
                {"holderName": "%s", "overdraftLimit": {"value": "0.00", "currency": "EUR"}}""".formatted(holder));
        accounts.publish(opened);
        return account;
    }
}
