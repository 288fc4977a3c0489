package io.daybook.projector.webhooks;

import io.daybook.projector.webhooks.ReceiverState.ReceiverRequest;
import io.daybook.projector.webhooks.address.AllowedReceivers;
import io.daybook.serviceweb.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The subscriptions. */
final class Subscriptions {

    private static final String READ = """
            select subscriptions.subscription_id,
                   subscriptions.url,
                   subscriptions.event_types,
                   subscriptions.description,
                   case when subscriptions.status = 'WAITING' and request.url is null then 'REJECTED'
                        else subscriptions.status
                   end as status,
                   request.url as requested_url,
                   request.requested_by,
                   request.requested_at,
                   request.expires_at,
                   subscriptions.decided_by,
                   subscriptions.decided_at,
                   subscriptions.start_position,
                   (select coalesce(sum(queues.pending), 0)
                    from queues
                    where queues.subscription_id = subscriptions.subscription_id) as pending,
                   (select count(*)
                    from deliveries
                    where deliveries.subscription_id = subscriptions.subscription_id
                      and deliveries.status = 'DEAD') as dead,
                   case when subscriptions.resting_until > now() then subscriptions.resting_until
                   end as resting_until,
                   case when subscriptions.previous_secret_until > now() then subscriptions.previous_secret_until
                   end as previous_secret_until,
                   subscriptions.created_at,
                   subscriptions.updated_at
            from subscriptions
            left join lateral (
              select subscriptions.requested_url as url,
                     subscriptions.requested_by,
                     subscriptions.requested_at,
                     subscriptions.requested_at + interval '7 days' as expires_at
            ) as request
              on request.expires_at > now()
            where subscriptions.status <> 'DELETED'
              and (cast(:id as uuid) is null or subscriptions.subscription_id = :id)
            order by subscriptions.created_at, subscriptions.subscription_id
            """;

    /** No batch of events is under way while this is held, so each comes before a new subscription as a whole, or after it. */
    private static final String HOLD_EVENTS_UP = """
            lock table checkpoints in exclusive mode
            """;

    private static final String COUNT = """
            select count(*)
            from subscriptions
            where status <> 'DELETED'
            """;

    /** Nobody has agreed to the receiver yet; {@link #SET_RECEIVER} follows. */
    private static final String CREATE = """
            insert into subscriptions (subscription_id, url, event_types, description, status, start_position, sealed_secret)
            select :id,
                   :url,
                   cast(:eventTypes as text[]),
                   :description,
                   'REJECTED',
                   coalesce(max(position), 0),
                   :secret
            from checkpoints
            """;

    private static final String LOCK = """
            select subscription_id
            from subscriptions
            where subscription_id = :id
            for no key update
            """;

    /** A subscription that was not active before begins with the events after those that the view has now. */
    private static final String SET_RECEIVER = """
            update subscriptions
            set url            = :url,
                status         = :status,
                start_position = case when status in ('WAITING', 'REJECTED')
                                        then (select coalesce(max(position), 0) from checkpoints)
                                      else start_position
                                 end,
                resting_until  = case when url = :url then resting_until else '-infinity' end,
                requested_url  = cast(:requestedUrl as text),
                requested_by   = cast(:requestedBy as text),
                requested_at   = case when :isRequested then now() end,
                decided_by     = coalesce(cast(:decidedBy as text), decided_by),
                decided_at     = case when :isDecided then now() else decided_at end,
                updated_at     = now()
            where subscription_id = :id
            """;

    private static final String CHANGE = """
            update subscriptions
            set event_types   = coalesce(cast(:eventTypes as text[]), event_types),
                description   = coalesce(cast(:description as text), description),
                status        = coalesce(cast(:status as text), status),
                resting_until = case when :isTriedNow then '-infinity' else resting_until end,
                updated_at    = now()
            where subscription_id = :id
              and status <> 'DELETED'
            """;

    /** Attempts under way at a URL that is no longer the receiver's are given up: their outcome would hold up the new one. */
    private static final String TRY_NOW = """
            with waiting as (
              select subscription_id,
                     stream_id
              from queues
              where subscription_id = :id
                and (lease is null or :isElsewhere)
                and due_at > now()
              order by subscription_id, stream_id
              for update
            )
            update queues
            set due_at = now(),
                lease  = null
            from waiting
            where queues.subscription_id = waiting.subscription_id
              and queues.stream_id = waiting.stream_id
            """;

    private static final String ROTATE = """
            update subscriptions
            set sealed_previous_secret = sealed_secret,
                plain_previous_secret  = plain_secret,
                previous_secret_until  = now() + :overlapMillis * interval '1 millisecond',
                sealed_secret          = :secret,
                plain_secret           = null,
                updated_at             = now()
            where subscription_id = :id
              and status <> 'DELETED'
            """;

    private static final String DELETE = """
            update subscriptions
            set status                 = 'DELETED',
                sealed_secret          = null,
                sealed_previous_secret = null,
                plain_secret           = null,
                plain_previous_secret  = null,
                updated_at             = now()
            where subscription_id = :id
              and status <> 'DELETED'
            """;

    private final WebhooksDatabase database;
    private final SealedSecrets secrets;
    private final AllowedReceivers receivers;
    private final WebhooksProperties properties;

    Subscriptions(
            WebhooksDatabase database,
            SealedSecrets secrets,
            AllowedReceivers receivers,
            WebhooksProperties properties) {
        this.database = database;
        this.secrets = secrets;
        this.receivers = receivers;
        this.properties = properties;
    }

    List<Subscription> all() {
        return read(null);
    }

    /**
     * The subscription of that id.
     *
     * @throws Problem if there is none
     */
    Subscription get(UUID id) {
        return read(id).stream().findFirst().orElseThrow(Subscriptions::unknown);
    }

    private List<Subscription> read(@Nullable UUID id) {
        return database.jdbc()
                .sql(READ)
                .param("id", id)
                .query(Subscriptions::subscription)
                .list();
    }

    private static Subscription subscription(ResultSet row, int rowNumber) throws SQLException {
        return new Subscription(
                row.getObject("subscription_id", UUID.class),
                row.getString("url"),
                List.of((String[]) row.getArray("event_types").getArray()),
                row.getString("description"),
                SubscriptionStatus.valueOf(row.getString("status")),
                request(row),
                row.getString("decided_by"),
                instant(row, "decided_at").orElse(null),
                row.getLong("start_position"),
                row.getLong("pending"),
                row.getLong("dead"),
                instant(row, "resting_until").orElse(null),
                instant(row, "previous_secret_until").orElse(null),
                instant(row, "created_at").orElseThrow(),
                instant(row, "updated_at").orElseThrow());
    }

    private static @Nullable ReceiverRequest request(ResultSet row) throws SQLException {
        String url = row.getString("requested_url");
        return url == null
                ? null
                : new ReceiverRequest(
                        url,
                        row.getString("requested_by"),
                        instant(row, "requested_at").orElse(null),
                        instant(row, "expires_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Problem unknown() {
        return Problem.unknown("unknown-webhook", "There is no such webhook, or it was deleted.");
    }

    /**
     * Begins one, with the events after those that the view has now, or after those that it has once a second person has agreed.
     *
     * @param person person who asks for it
     * @throws Problem if there are too many
     */
    Subscription create(String url, List<String> eventTypes, String description, Secret secret, String person) {
        UUID id = UUID.randomUUID();
        return database.inTransaction(() -> {
            holdEventsUp();
            checkCount();
            database.jdbc()
                    .sql(CREATE)
                    .param("id", id)
                    .param("url", url)
                    .param("eventTypes", eventTypes.toArray(String[]::new))
                    .param("description", description)
                    .param("secret", secrets.seal(id, secret))
                    .update();
            set(id, ReceiverState.first(url, receivers.has(url), person), null);
            return get(id);
        });
    }

    private void holdEventsUp() {
        database.jdbc().sql(HOLD_EVENTS_UP).update();
    }

    private void checkCount() {
        if (database.jdbc().sql(COUNT).query(Integer.class).single() >= properties.subscriptionsMax()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "too-many-webhooks",
                    "There are %d webhooks already, which is as many as there may be. Delete one that is not needed."
                            .formatted(properties.subscriptionsMax()));
        }
    }

    private void set(UUID id, ReceiverState receiver, @Nullable String decidedBy) {
        ReceiverRequest request = receiver.request();
        int unused = database.jdbc()
                .sql(SET_RECEIVER)
                .param("id", id)
                .param("url", receiver.url())
                .param("status", receiver.status().name())
                .param("requestedUrl", request == null ? null : request.url())
                .param("requestedBy", request == null ? null : request.requestedBy())
                .param("isRequested", request != null)
                .param("decidedBy", decidedBy)
                .param("isDecided", decidedBy != null)
                .update();
    }

    /**
     * Changes of a subscription; null where it stays.
     *
     * @param url another receiver; whatever waits is tried there at once, if it needs no second person
     * @param eventTypes event types that are queued from now on
     * @param description description of its owner and purpose
     * @param status {@code ACTIVE}: whatever waits is tried at once
     */
    record Change(
            @Nullable String url,
            @Nullable List<String> eventTypes,
            @Nullable String description,
            @Nullable SubscriptionStatus status) {

        /** Not because of a URL that waits for a second person: what the present one refuses must not be tried to death. */
        private boolean isTriedNow(Subscription now) {
            return now.url().equals(url) || status == SubscriptionStatus.ACTIVE;
        }

        private boolean isWider(Subscription before) {
            boolean hadAll = before.eventTypes().isEmpty();
            return eventTypes != null
                    && !hadAll
                    && (eventTypes.isEmpty() || !before.eventTypes().containsAll(eventTypes));
        }
    }

    /**
     * Changes one.
     *
     * @param person person who asks for it
     * @throws Problem if there is none of that id, or one person may not change that alone
     */
    Subscription change(UUID id, Change change, String person) {
        return database.inTransaction(() -> {
            if (change.url() != null) {
                holdEventsUp();
            }
            Subscription before = locked(id);
            if (change.url() != null) {
                setReceiver(before, before.receiver().changed(change.url(), receivers.has(change.url()), person));
            }
            Subscription agreed = get(id);
            checkAgreed(agreed, before, change);
            boolean isTriedNow = change.isTriedNow(agreed);
            List<String> eventTypes = change.eventTypes();
            int unused = database.jdbc()
                    .sql(CHANGE)
                    .param("id", id)
                    .param("eventTypes", eventTypes == null ? null : eventTypes.toArray(String[]::new))
                    .param("description", change.description())
                    .param(
                            "status",
                            change.status() == null ? null : change.status().name())
                    .param("isTriedNow", isTriedNow)
                    .update();
            Subscription now = get(id);
            if (isTriedNow) {
                tryNow(before, now);
            }
            return now;
        });
    }

    private void tryNow(Subscription before, Subscription now) {
        int unused = database.jdbc()
                .sql(TRY_NOW)
                .param("id", now.id())
                .param("isElsewhere", !now.url().equals(before.url()))
                .update();
    }

    /** One that nobody else changes meanwhile. */
    private Subscription locked(UUID id) {
        var unused = database.jdbc().sql(LOCK).param("id", id).query(UUID.class).optional();
        return get(id);
    }

    private void setReceiver(Subscription before, ReceiverState after) {
        if (!after.equals(before.receiver())) {
            set(before.id(), after, null);
        }
    }

    private void checkAgreed(Subscription now, Subscription before, Change change) {
        if (change.status() != null && !now.receiver().isAgreed()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "receiver-not-agreed",
                    "Nobody has agreed to the receiver. A second person must approve it; if it was rejected, give it a URL again.");
        }
        if (change.isWider(before) && !(now.receiverRequest() == null && receivers.has(now.url()))) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "second-person-needed",
                    "More event types for a receiver that is not listed take a second person. Subscribe anew with all of them.");
        }
    }

    /**
     * Agrees to a receiver that waits; whatever is pending is tried there at once.
     *
     * @param url the receiver, as the person has seen it
     * @param person person who agrees
     * @throws Problem if there is none of that id, nothing waits, or another URL, or the person has asked for it
     */
    Subscription approve(UUID id, @Nullable String url, String person) {
        return database.inTransaction(() -> {
            holdEventsUp();
            Subscription before = locked(id);
            set(id, before.receiver().approved(url, person), person);
            Subscription now = get(id);
            tryNow(before, now);
            return now;
        });
    }

    /**
     * Does not agree to a receiver that waits.
     *
     * @param person person who does not
     * @throws Problem if there is none of that id, nothing waits, or the person has asked for it
     */
    Subscription reject(UUID id, String person) {
        return database.inTransaction(() -> {
            set(id, locked(id).receiver().rejected(person), person);
            return get(id);
        });
    }

    /**
     * Sets another secret; the one before signs beside it for a while.
     *
     * @throws Problem if there is no subscription of that id
     */
    Subscription rotate(UUID id, Secret secret) {
        return database.inTransaction(() -> {
            checkOne(database.jdbc()
                    .sql(ROTATE)
                    .param("id", id)
                    .param("secret", secrets.seal(id, secret))
                    .param("overlapMillis", properties.secretOverlap().toMillis())
                    .update());
            return get(id);
        });
    }

    /**
     * Ends one: nothing is queued or sent any more; {@link DeliveryCleanup} takes away what is left.
     *
     * @throws Problem if there is none of that id
     */
    void delete(UUID id) {
        checkOne(database.jdbc().sql(DELETE).param("id", id).update());
    }

    private static void checkOne(int changed) {
        if (changed == 0) {
            throw unknown();
        }
    }
}
