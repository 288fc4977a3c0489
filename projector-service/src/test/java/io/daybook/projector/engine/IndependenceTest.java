package io.daybook.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndependenceTest {

    private static final String HISTORY = "select count(*)::text from history";

    private final ProjectorService projector = new ProjectorService();
    private final Accounts accounts = new Accounts(projector);

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void while_one_database_is_down_the_other_views_flow_on_and_it_catches_up_after() {
        projector.start("daybook.views=balances,audit", "daybook.retry-pause-max=200ms");
        accounts.open(3).deposit(30);
        accounts.awaitAnswer("audit", HISTORY, "33");

        projector.dropDatabase("audit");
        accounts.deposit(300);
        accounts.awaitTotal("330.00");
        assertThat(projector.get("/v1/views/balances/parked").status()).isEqualTo(200);
        assertThat(projector.get("/v1/views/audit/parked").status()).isEqualTo(503);
        assertThat(projector.get("/v1/views/audit/parked").text("type")).isEqualTo("/problems/view-unavailable");
        projector.createDatabase("audit");

        accounts.awaitAnswer("audit", HISTORY, "333");
    }

    @Test
    void a_database_that_is_down_when_the_service_starts_holds_no_other_view_up() {
        projector.dropDatabase("audit");
        projector.start("daybook.views=balances,audit", "daybook.retry-pause-max=200ms");
        accounts.open(3).deposit(30);

        accounts.awaitTotal("30.00");
        projector.createDatabase("audit");
        accounts.awaitAnswer("audit", HISTORY, "33");
    }

    @Test
    void a_service_told_to_fill_one_view_fills_that_one_and_opens_no_other_database() {
        projector.createDatabase("balances");
        projector.start("daybook.views=audit");
        accounts.open(3).deposit(30);

        accounts.awaitAnswer("audit", HISTORY, "33");
        assertThat(projector.get("/v1/views").body().path("items")).hasSize(1);
        assertThat(projector.get("/v1/views/balances/parked").text("type")).isEqualTo("/problems/unknown-view");
        assertThatThrownBy(() -> projector.query("balances", Accounts.TOTAL)).hasMessageContaining("does not exist");
    }

    @Test
    void one_view_is_stopped_and_started_while_another_goes_on_in_a_service_of_its_own() {
        projector.start("daybook.views=balances");
        RunningService audit = projector.start("daybook.views=audit");
        accounts.open(3).deposit(30);
        accounts.awaitAnswer("audit", HISTORY, "33");

        audit.close();
        accounts.deposit(30);
        accounts.awaitTotal("60.00");
        assertThat(projector.query("audit", HISTORY)).containsExactly("33");
        projector.start("daybook.views=audit");

        accounts.awaitAnswer("audit", HISTORY, "63");
    }
}
