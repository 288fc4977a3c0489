package io.daybook.projector.webhooks;

import io.daybook.access.CallerKind;
import io.daybook.access.Identity;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.projector.engine.ConditionalOnView;
import io.daybook.projector.webhooks.WebhookRequests.AgreedReceiver;
import io.daybook.serviceweb.Problem;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Decisions of a second person about receivers that are not listed. */
@RestController
@ConditionalOnView(WebhooksConsumer.NAME)
class ReceiverApprovalController {

    private final Subscriptions subscriptions;

    ReceiverApprovalController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Agrees to the receiver that waits. A new subscription begins with the events that are recorded from now on. */
    @PostMapping("/v1/webhooks/{id}/approve")
    @AdministrativeAct("webhook.receiver.approve")
    Subscription approve(@PathVariable UUID id, @RequestBody AgreedReceiver receiver, Identity caller) {
        return subscriptions.approve(id, receiver.url(), person(caller));
    }

    /** Does not agree to the receiver that waits. An earlier one goes on. */
    @PostMapping("/v1/webhooks/{id}/reject")
    @AdministrativeAct("webhook.receiver.reject")
    Subscription reject(@PathVariable UUID id, Identity caller) {
        return subscriptions.reject(id, person(caller));
    }

    private static String person(Identity caller) {
        if (caller.kind() != CallerKind.STAFF) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "not-a-person",
                    "Only a member of the bank decides about a receiver; a system or a customer does not.");
        }
        return caller.actor();
    }
}
