package io.daybook.projector.webhooks;

import java.util.List;
import java.util.UUID;

/**
 * A delivery that this process is to send now, the first of its queue.
 *
 * @param subscriptionId for whom
 * @param streamId the queue within the subscription
 * @param lease proves, when the outcome is recorded, that nobody has taken over meanwhile
 * @param eventId the event
 * @param url address to send to
 * @param sealedSecrets secrets to sign with, as they are stored
 * @param body body to send
 * @param tries number of earlier tries
 */
record DeliveryLease(
        UUID subscriptionId,
        UUID streamId,
        UUID lease,
        UUID eventId,
        String url,
        List<String> sealedSecrets,
        String body,
        int tries) {}
