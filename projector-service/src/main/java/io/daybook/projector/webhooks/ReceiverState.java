package io.daybook.projector.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.serviceweb.Problem;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Receiver of a subscription: the URL to which events go, and the one to which somebody wants them to go. The latter waits for a
 * second person unless it is listed; meanwhile the former goes on, so that nobody redirects events alone, nor stops them unseen.
 *
 * @param status status of the subscription
 * @param url the URL; that which is asked for, if nobody has agreed to one yet
 * @param request what waits for a second person; null if nothing does
 */
record ReceiverState(
        SubscriptionStatus status, String url, @Nullable ReceiverRequest request) {

    private static final EnumSet<SubscriptionStatus> NOT_AGREED =
            EnumSet.of(SubscriptionStatus.WAITING, SubscriptionStatus.REJECTED);

    /**
     * A URL that waits for a second person.
     *
     * @param url the URL
     * @param requestedBy person who gave it
     * @param requestedAt time when it was given
     * @param expiresAt time when it is rejected by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReceiverRequest(
            String url,
            String requestedBy,
            @Nullable Instant requestedAt,
            @Nullable Instant expiresAt) {

        static ReceiverRequest of(String url, String person) {
            return new ReceiverRequest(url, person, null, null);
        }
    }

    /** The receiver of a new subscription. */
    static ReceiverState first(String url, boolean isListed, String person) {
        return new ReceiverState(SubscriptionStatus.REJECTED, url, null).changed(url, isListed, person);
    }

    /** Tells whether the bank has agreed to the URL: listed it, or had a second person look at it. */
    boolean isAgreed() {
        return !NOT_AGREED.contains(status);
    }

    /** Somebody gives a URL. The present one withdraws what waits; one that waits already stays as it was asked for. */
    ReceiverState changed(String other, boolean isListed, String person) {
        if (isListed || (isAgreed() && other.equals(url))) {
            return agreed(other);
        }
        if (request != null && request.url().equals(other)) {
            return this;
        }
        return isAgreed()
                ? new ReceiverState(status, url, ReceiverRequest.of(other, person))
                : new ReceiverState(SubscriptionStatus.WAITING, other, ReceiverRequest.of(other, person));
    }

    private ReceiverState agreed(String other) {
        return new ReceiverState(isAgreed() ? status : SubscriptionStatus.ACTIVE, other, null);
    }

    /**
     * A second person agrees to a URL, and names it, so that nobody can put another one in its place meanwhile.
     *
     * @throws Problem if nothing waits, or another URL, or the person has asked for it
     */
    ReceiverState approved(@Nullable String named, String person) {
        ReceiverRequest waiting = waitingFor(person);
        if (named == null) {
            throw Problem.malformed("url is missing: the receiver that you agree to.");
        }
        if (!waiting.url().equals(named)) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "receiver-changed",
                    "Another URL waits by now. Look at the webhook again, and agree to what you see.");
        }
        return agreed(named);
    }

    /**
     * A second person does not agree.
     *
     * @throws Problem if nothing waits, or the person has asked for it
     */
    ReceiverState rejected(String person) {
        ReceiverRequest unused = waitingFor(person);
        return new ReceiverState(isAgreed() ? status : SubscriptionStatus.REJECTED, url, null);
    }

    private ReceiverRequest waitingFor(String person) {
        if (request == null) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "approval-ended",
                    "No receiver of this webhook waits: it was approved or rejected before, or its time is over.");
        }
        if (request.requestedBy().equals(person)) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "same-person",
                    "Whoever asked for a receiver cannot decide about it. Somebody else must; to take it back, delete the webhook or give it its present URL again.");
        }
        return request;
    }
}
