package io.daybook.projector.webhooks;

import io.daybook.events.EventCodec;
import io.daybook.events.EventType;
import io.daybook.projector.webhooks.address.WebhookUrlPolicy;
import io.daybook.serviceweb.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Checked requests of callers. */
final class WebhookRequests {

    private static final int DESCRIPTION_LENGTH_MAX = 500;

    private static final Set<SubscriptionStatus> SETTABLE =
            EnumSet.of(SubscriptionStatus.ACTIVE, SubscriptionStatus.PAUSED);

    private static final Set<String> KNOWN_TYPES =
            EventCodec.types().stream().map(EventType::name).collect(Collectors.toUnmodifiableSet());

    private WebhookRequests() {}

    /**
     * A new subscription.
     *
     * @param url address to which events are to be sent; the only required field
     * @param eventTypes the types that are wanted; none, or no list at all, for all
     * @param description description of its owner and purpose
     * @param secret secret to sign with; one is made if none is given
     */
    record NewWebhook(
            @Nullable String url,
            @Nullable List<@Nullable String> eventTypes,
            @Nullable String description,
            @Nullable String secret) {}

    /**
     * Changes of a subscription; what is absent stays.
     *
     * @param url another receiver
     * @param eventTypes the types that are wanted from now on; none for all
     * @param description description of its owner and purpose
     * @param status {@code ACTIVE} or {@code PAUSED}
     */
    record WebhookChange(
            @Nullable String url,
            @Nullable List<@Nullable String> eventTypes,
            @Nullable String description,
            @Nullable SubscriptionStatus status) {

        Subscriptions.Change checked(WebhookUrlPolicy targets) {
            if (status != null && !SETTABLE.contains(status)) {
                throw Problem.malformed(
                        "status must be ACTIVE or PAUSED; the others follow from what a receiver or a second person says.");
            }
            return new Subscriptions.Change(
                    url == null ? null : WebhookRequests.url(url, targets),
                    eventTypes == null ? null : WebhookRequests.eventTypes(eventTypes),
                    description == null ? null : WebhookRequests.description(description),
                    status);
        }
    }

    /**
     * A receiver that a second person agrees to.
     *
     * @param url its URL, as it waits; another one is refused
     */
    record AgreedReceiver(@Nullable String url) {}

    /**
     * Another secret.
     *
     * @param secret secret to sign with; one is made if none is given
     */
    record NewSecret(@Nullable String secret) {}

    static String url(@Nullable String url, WebhookUrlPolicy targets) {
        if (url == null) {
            throw Problem.malformed("url is missing: where events are to be sent.");
        }
        try {
            targets.check(url);
            return url;
        } catch (WebhookUrlPolicy.NotAllowed e) {
            throw unprocessable("url-not-allowed", e.getMessage());
        }
    }

    static List<String> eventTypes(@Nullable List<@Nullable String> eventTypes) {
        var wanted = new TreeSet<String>();
        for (String type : eventTypes == null ? List.<String>of() : eventTypes) {
            if (type == null || !KNOWN_TYPES.contains(type)) {
                throw unprocessable("unknown-event-type", "No event type is called '%s'.".formatted(type))
                        .with("known", new TreeSet<>(KNOWN_TYPES));
            }
            wanted.add(type);
        }
        return List.copyOf(wanted);
    }

    static String description(@Nullable String description) {
        if (description != null && description.length() > DESCRIPTION_LENGTH_MAX) {
            throw Problem.malformed("description must have %d characters at most.".formatted(DESCRIPTION_LENGTH_MAX));
        }
        if (description != null && description.chars().anyMatch(Character::isISOControl)) {
            throw Problem.malformed("description must be text without control characters.");
        }
        return description == null ? "" : description;
    }

    static Secret secret(@Nullable String secret) {
        if (secret == null) {
            return Secret.generate();
        }
        try {
            return Secret.parse(secret);
        } catch (IllegalArgumentException e) {
            throw unprocessable("bad-secret", String.valueOf(e.getMessage()));
        }
    }

    private static Problem unprocessable(String code, @Nullable String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, String.valueOf(detail));
    }
}
