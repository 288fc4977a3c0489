package io.daybook.command.approval;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.access.Scopes;
import io.daybook.command.approval.RequestedActions.Requested;
import io.daybook.command.decision.approval.ActionDecision;
import io.daybook.command.decision.approval.ActionDecision.Approve;
import io.daybook.command.decision.approval.ActionDecision.Reject;
import io.daybook.command.decision.approval.ActionDecision.TakeBack;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.log.Outcome.Appended;
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
    private final RequestedActions actions;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    ApprovalController(CommandDispatcher dispatcher, RequestedActions actions) {
        this.dispatcher = dispatcher;
        this.actions = actions;
    }

    @PostMapping("/v1/approvals/{approvalId}/approve")
    ResponseEntity<CommandAnswer> approve(
            @PathVariable UUID approvalId,
            @Valid @RequestBody(required = false) ApprovalRequests.@Nullable Approval body,
            Caller caller) {
        Requested requested = actions.find(approvalId);
        UUID operationId = ids.generate();
        var approve = new Approve(
                requested.streamId(),
                requested.event().subject(),
                approvalId,
                caller.actor(),
                actions.command(requested, operationId));
        return decided(dispatcher.submitAgreed(approve, operationId, body, caller));
    }

    /** Rejects what waits. Whoever asked for it takes it back so, without the scope that decides about what others ask for. */
    @PostMapping("/v1/approvals/{approvalId}/reject")
    ResponseEntity<CommandAnswer> reject(
            @PathVariable UUID approvalId, @Valid @RequestBody ApprovalRequests.Rejection body, Caller caller) {
        Requested requested = actions.find(approvalId);
        ActionDecision reject = caller.identity().may(Scopes.APPROVALS_WRITE)
                ? new Reject(requested.streamId(), requested.event().subject(), approvalId)
                : new TakeBack(requested.streamId(), requested.event().subject(), approvalId, caller.actor());
        return decided(dispatcher.submitAgreed(reject, ids.generate(), body, caller));
    }

    private static ResponseEntity<CommandAnswer> decided(Appended appended) {
        return CommandAnswer.created(
                appended, "/v1/events/" + appended.eventIds().getFirst(), null, null);
    }
}
