package io.daybook.projector.webhooks;

/** State of a subscription: it decides whether its deliveries are sent. */
enum SubscriptionStatus {
    /** Nobody has agreed to the receiver yet: nothing is queued or sent. */
    WAITING,
    /** A second person has not agreed to the receiver, or nobody has within seven days: nothing is queued or sent. */
    REJECTED,
    /** Events are queued and sent. */
    ACTIVE,
    /** Events are queued, and sent once it is active again. */
    PAUSED,
    /** The receiver answered 410 Gone: what was queued stays, and nothing is added. */
    DISABLED
}
