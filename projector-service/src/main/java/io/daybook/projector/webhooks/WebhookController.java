package io.daybook.projector.webhooks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.daybook.access.Identity;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.projector.engine.ConditionalOnView;
import io.daybook.projector.webhooks.WebhookRequests.NewSecret;
import io.daybook.projector.webhooks.WebhookRequests.NewWebhook;
import io.daybook.projector.webhooks.WebhookRequests.WebhookChange;
import io.daybook.projector.webhooks.address.WebhookUrlPolicy;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions of outside systems to events. */
@RestController
@ConditionalOnView(WebhooksConsumer.NAME)
class WebhookController {

    private final Subscriptions subscriptions;
    private final WebhookUrlPolicy targets;

    WebhookController(Subscriptions subscriptions, WebhookUrlPolicy targets) {
        this.subscriptions = subscriptions;
        this.targets = targets;
    }

    /** All webhooks, the oldest first. */
    record Webhooks(List<Subscription> items) {}

    /**
     * A webhook, with its secret, which is told this once.
     *
     * @param webhook the webhook
     * @param secret secret that its events are signed with
     */
    record WithSecret(@JsonUnwrapped Subscription webhook, String secret) {}

    /** Begins to send events that are recorded from now on; to a receiver that is not listed, once a second person has agreed. */
    @PostMapping("/v1/webhooks")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    @AdministrativeAct("webhook.create")
    ResponseEntity<WithSecret> create(@RequestBody NewWebhook request, Identity caller) {
        Secret secret = WebhookRequests.secret(request.secret());
        Subscription created = subscriptions.create(
                WebhookRequests.url(request.url(), targets),
                WebhookRequests.eventTypes(request.eventTypes()),
                WebhookRequests.description(request.description()),
                secret,
                caller.actor());
        return ResponseEntity.created(URI.create("/v1/webhooks/" + created.id()))
                .body(new WithSecret(created, secret.reveal()));
    }

    @GetMapping("/v1/webhooks")
    Webhooks all() {
        return new Webhooks(subscriptions.all());
    }

    @GetMapping("/v1/webhooks/{id}")
    Subscription get(@PathVariable UUID id) {
        return subscriptions.get(id);
    }

    /** Pauses it, lets it go on, or changes what is sent, or where to; the latter may wait for a second person. */
    @PatchMapping("/v1/webhooks/{id}")
    @AdministrativeAct("webhook.change")
    Subscription change(@PathVariable UUID id, @RequestBody WebhookChange change, Identity caller) {
        return subscriptions.change(id, change.checked(targets), caller.actor());
    }

    /** Ends it; what is pending is not sent any more. */
    @DeleteMapping("/v1/webhooks/{id}")
    @AdministrativeAct("webhook.delete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        subscriptions.delete(id);
    }

    /** Sets another secret; the one before signs beside it for a while, so that the receiver can change over in peace. */
    @PostMapping("/v1/webhooks/{id}/secret")
    @AdministrativeAct("webhook.secret.rotate")
    WithSecret rotate(@PathVariable UUID id, @RequestBody(required = false) @Nullable NewSecret request) {
        Secret secret = WebhookRequests.secret(request == null ? null : request.secret());
        return new WithSecret(subscriptions.rotate(id, secret), secret.reveal());
    }
}
