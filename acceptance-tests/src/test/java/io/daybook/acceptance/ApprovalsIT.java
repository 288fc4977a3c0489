package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.acceptance.Client.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four eyes, from the request of one to the decision of another. */
class ApprovalsIT {

    @Test
    void who_decides_finds_what_waits_and_afterwards_what_became_of_it(@TempDir Path data) throws Exception {
        try (RunningDemo demo = RunningDemo.on(data, Map.of("DAYBOOK_FOUREYES_THRESHOLDS_EUR", "1000.00"));
                Client asking = new Client("tessa");
                Client deciding = new Client("theo")) {
            UUID account = asking.openAccount(demo);
            String payments = "%s/v1/accounts/%s/".formatted(demo.commands(), account);
            asking.post(payments + "deposits", "{\"amount\": \"9000.00\"}");
            Answer asked = asking.post(payments + "withdrawals", "{\"amount\": \"5000.00\", \"reason\": \"a car\"}");
            assertThat(asked.status()).isEqualTo(202);

            Answer waiting = deciding.get("%s/v1/approvals?status=PENDING&accountId=%s&atLeastVersion=%s"
                    .formatted(demo.queries(), account, asked.text("version")));
            assertThat(waiting.body().path("items")).hasSize(1);
            String approval =
                    waiting.body().path("items").path(0).path("approvalId").asString();
            assertThat(approval).isEqualTo(asked.text("approvalId"));
            Answer approved = deciding.post("%s/v1/approvals/%s/approve".formatted(demo.commands(), approval), "{}");
            assertThat(approved.status()).as(approved.toString()).isEqualTo(201);

            Answer found = asking.get("%s/v1/approvals/%s?accountId=%s&atLeastVersion=%s"
                    .formatted(demo.queries(), approval, account, approved.text("version")));
            assertThat(found.text("status")).as(found.toString()).isEqualTo("APPROVED");
            assertThat(found.text("requestedBy")).isEqualTo("tessa");
            assertThat(found.text("reason")).isEqualTo("a car");
            assertThat(found.body().path("decision").path("decidedBy").asString())
                    .isEqualTo("theo");
            assertThat(asking.balance(
                            demo, account, approved.body().path("version").asLong()))
                    .isEqualByComparingTo("4000.00");
        }
    }
}
