package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.client.ApiClient;
import io.daybook.client.query.ApprovalsApi;
import io.daybook.client.query.model.Approval;
import io.daybook.client.query.model.Decision;
import io.daybook.client.query.model.PageApproval;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Four eyes, from the request of one to the decision of another; read with a client that is generated from the description. */
@Order(SharedDemos.ON_PLAIN)
class ApprovalsIT {

    @Test
    void who_decides_finds_what_waits_and_afterwards_what_became_of_it() throws Exception {
        RunningDemo demo = SharedDemos.plain();
        try (TestClient asking = new TestClient("tessa");
                TestClient deciding = new TestClient("theo")) {
            UUID account = demo.openAccount(asking);
            String payments = "%s/v1/accounts/%s/".formatted(demo.commands(), account);
            demo.agree(asking.post(payments + "deposits", "{\"amount\": \"9000.00\"}"));
            Answer asked = asking.post(payments + "withdrawals", "{\"amount\": \"5000.00\", \"reason\": \"a car\"}");
            assertThat(asked.status()).isEqualTo(202);

            long version = asked.body().path("version").asLong();
            PageApproval waiting = typed(demo, deciding).approvals("PENDING", account, null, null, version);
            assertThat(waiting.getItems()).hasSize(1);
            UUID approval = waiting.getItems().getFirst().getApprovalId();
            assertThat(approval).hasToString(asked.text("approvalId"));
            Answer approved = deciding.post("%s/v1/approvals/%s/approve".formatted(demo.commands(), approval), "{}");
            assertThat(approved.status()).as(approved.toString()).isEqualTo(201);

            Approval found = typed(demo, asking)
                    .approval(approval, account, approved.body().path("version").asLong());
            assertThat(found.getStatus()).isEqualTo(Approval.StatusEnum.APPROVED);
            assertThat(found.getRequestedBy()).isEqualTo("tessa");
            assertThat(found.getReason()).isEqualTo("a car");
            assertThat(found.getAmount()).isEqualByComparingTo("5000.00");
            assertThat(found.getDecision()).extracting(Decision::getDecidedBy).isEqualTo("theo");
            assertThat(demo.balance(
                            asking, account, approved.body().path("version").asLong()))
                    .isEqualByComparingTo("4000.00");
        }
    }

    /** The client that is generated from the description, as one of them. */
    private static ApprovalsApi typed(RunningDemo demo, TestClient person) {
        var http = new ApiClient();
        http.updateBaseUri(demo.queries());
        http.setRequestInterceptor(request -> request.header("Authorization", person.authorization()));
        return new ApprovalsApi(http);
    }
}
