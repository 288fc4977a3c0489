package io.daybook.projector.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.projector.engine.ConditionalOnView;
import io.daybook.serviceweb.Problem;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries, and sending them again. */
@RestController
@ConditionalOnView(WebhooksConsumer.NAME)
class DeliveryController {

    /** More would hold a connection and a caller's memory for too long at once. */
    private static final int ITEMS_MAX = 500;

    private static final String ITEMS_DEFAULT = "50";

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;

    DeliveryController(Subscriptions subscriptions, Deliveries deliveries) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
    }

    /**
     * A part of the list.
     *
     * @param items items of this page
     * @param nextCursor cursor to ask the next page with; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryPage(List<Delivery> items, @Nullable String nextCursor) {}

    /**
     * Number of deliveries that were queued again.
     *
     * @param queued number of deliveries
     * @param dead number of deliveries that are dead still; ask again for them
     */
    record Redelivered(long queued, long dead) {}

    /** A webhook's deliveries, the newest event first. */
    @GetMapping("/v1/webhooks/{id}/deliveries")
    DeliveryPage list(
            @PathVariable UUID id,
            @RequestParam @Nullable DeliveryStatus status,
            @RequestParam @Nullable Long cursor,
            @RequestParam(defaultValue = ITEMS_DEFAULT) int limit) {
        if (limit < 1 || limit > ITEMS_MAX) {
            throw Problem.malformed("limit must be a whole number from 1 to %d.".formatted(ITEMS_MAX));
        }
        Subscription webhook = subscriptions.get(id);
        Collection<DeliveryStatus> statuses = status == null ? EnumSet.allOf(DeliveryStatus.class) : EnumSet.of(status);
        List<Delivery> rows =
                deliveries.list(webhook.id(), statuses, cursor == null ? Long.MAX_VALUE : cursor, limit + 1);
        List<Delivery> page = rows.subList(0, Math.min(limit, rows.size()));
        return new DeliveryPage(
                page, rows.size() > limit ? Long.toString(page.getLast().position()) : null);
    }

    /** Sends one again that is dead, or that the receiver has lost. */
    @PostMapping("/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver")
    @AdministrativeAct("webhook.delivery.retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void redeliver(@PathVariable UUID id, @PathVariable UUID deliveryId) {
        Subscription webhook = subscriptions.get(id);
        if (deliveries.redeliver(webhook.id(), deliveryId)) {
            return;
        }
        if (!deliveries.exists(webhook.id(), deliveryId)) {
            throw Problem.unknown(
                    "unknown-delivery", "This webhook has no such delivery, or it was kept for its time and is gone.");
        }
        throw new Problem(
                HttpStatus.CONFLICT,
                "delivery-pending",
                "It is pending: it is going to be sent without being asked for.");
    }

    /** Sends those again that are dead, in the order of the log. */
    @PostMapping("/v1/webhooks/{id}/redeliver")
    @AdministrativeAct("webhook.delivery.retry-all")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Redelivered redeliverDead(@PathVariable UUID id) {
        Subscription webhook = subscriptions.get(id);
        long queued = deliveries.redeliverDead(webhook.id());
        return new Redelivered(queued, subscriptions.get(id).dead());
    }
}
