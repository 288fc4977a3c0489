package io.daybook.command.account;

import static io.daybook.command.account.domain.AccountRefusals.unknownApproval;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.account.domain.AccountCommand.ApprovePayment;
import io.daybook.command.account.domain.AccountCommand.RejectPayment;
import io.daybook.command.account.domain.OriginalTransaction.Side;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.events.AccountEvent.PaymentRequested;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The second person decides, over REST. */
@RestController
class ApprovalController {

    private final CommandDispatcher dispatcher;
    private final OriginalTransactions originals;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    ApprovalController(CommandDispatcher dispatcher, OriginalTransactions originals) {
        this.dispatcher = dispatcher;
        this.originals = originals;
    }

    @PostMapping("/v1/approvals/{approvalId}/approve")
    ResponseEntity<CommandAnswer> approve(
            @PathVariable UUID approvalId,
            @Valid @RequestBody(required = false) AccountRequests.@Nullable Why body,
            Caller caller) {
        Side request = request(approvalId);
        UUID operationId = ids.generate();
        UUID to = request.event() instanceof PaymentRequested asked ? asked.toAccountId() : null;
        var approve = new ApprovePayment(request.accountId(), to, approvalId, caller.actor(), operationId);
        return decided(dispatcher.submit(approve, operationId, body, caller));
    }

    @PostMapping("/v1/approvals/{approvalId}/reject")
    ResponseEntity<CommandAnswer> reject(
            @PathVariable UUID approvalId, @Valid @RequestBody AccountRequests.Reversal body, Caller caller) {
        var reject = new RejectPayment(request(approvalId).accountId(), approvalId);
        return decided(dispatcher.submit(reject, ids.generate(), body, caller));
    }

    private Side request(UUID approvalId) {
        return originals
                .event(approvalId)
                .filter(side -> side.event() instanceof PaymentRequested)
                .orElseThrow(() -> new CommandRefusedException(unknownApproval(approvalId)));
    }

    private static ResponseEntity<CommandAnswer> decided(Appended appended) {
        return CommandAnswer.created(
                appended, "/v1/events/" + appended.eventIds().getFirst(), null, null);
    }
}
