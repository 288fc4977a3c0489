package io.daybook.projector.webhooks;

/** Progress of a delivery. */
enum DeliveryStatus {
    /** It is to be sent, for the first time or again. */
    PENDING,
    /** The receiver has confirmed it. */
    DELIVERED,
    /** The last try has failed. */
    DEAD
}
