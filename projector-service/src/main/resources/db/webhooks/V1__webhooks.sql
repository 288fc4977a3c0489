-- Webhooks: who outside wants to be told of which events, and what each has been told. Not derivable from the log: back it up.

create table subscriptions (
    subscription_id        uuid        primary key,
    url                    text        not null,
    event_types            text[]      not null,
    description            text        not null,
    status                 text        not null check (status in ('ACTIVE', 'PAUSED', 'DISABLED', 'DELETED')),
    start_position         bigint      not null,
    secret                 bytea       not null,
    previous_secret        bytea,
    previous_secret_until  timestamptz,
    resting_until          timestamptz not null default '-infinity',
    created_at             timestamptz not null default now(),
    updated_at             timestamptz not null default now()
);
comment on table  subscriptions                       is 'Who wants to be told of which events.';
comment on column subscriptions.event_types           is 'The types of events that are sent; empty for all, those to come included.';
comment on column subscriptions.status                is 'PAUSED: deliveries are queued and not sent. DISABLED: the receiver answered 410 Gone; nothing is queued. DELETED: only until its deliveries are gone.';
comment on column subscriptions.start_position        is 'Events after this position of the log are sent.';
comment on column subscriptions.secret                is 'The key of the HMAC. As it is, because it has to sign: readers of this database could sign, too.';
comment on column subscriptions.previous_secret       is 'The key before, which signs beside the present one until previous_secret_until.';
comment on column subscriptions.resting_until         is 'The receiver has asked not to be sent anything before.';

create table deliveries (
    subscription_id  uuid        not null references subscriptions,
    event_id         uuid        not null,
    position         bigint      not null,
    stream_id        uuid        not null,
    stream_version   bigint      not null,
    type             text        not null,
    body             text        not null,
    status           text        not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'DEAD')),
    tries            int         not null default 0,
    last_tried_at    timestamptz,
    last_status      int,
    last_error       text,
    queued_at        timestamptz not null default now(),
    ended_at         timestamptz,
    primary key (subscription_id, event_id)
);
comment on table  deliveries             is 'One event for one subscription. The event''s id is the webhook-id that the receiver sees, the same at each try.';
comment on column deliveries.body        is 'What is sent, character for character: it is what is signed.';
comment on column deliveries.status      is 'DEAD: the last try has failed; it waits for somebody to redeliver it.';
comment on column deliveries.tries       is 'Tries since it was queued, or queued again.';
comment on column deliveries.last_status is 'The HTTP status of the last answer; null if there was none.';
comment on column deliveries.last_error  is 'Why the last try failed, without anything that the receiver has said.';
comment on column deliveries.ended_at    is 'Since when it is delivered or dead.';

create index deliveries_pending   on deliveries (subscription_id, stream_id, stream_version) where status = 'PENDING';
create index deliveries_by_status on deliveries (subscription_id, status, position);
create index deliveries_ended     on deliveries (status, ended_at)                            where status <> 'PENDING';

create table queues (
    subscription_id  uuid        not null references subscriptions,
    stream_id        uuid        not null,
    pending          bigint      not null,
    due_at           timestamptz not null default now(),
    lease            uuid,
    primary key (subscription_id, stream_id)
) with (fillfactor = 70);
comment on table  queues         is 'The pending deliveries of one stream for one subscription, sent one after the other in the order of the stream. A row is there as long as any is pending.';
comment on column queues.pending is 'How many. Counted here, so that whoever takes the last one and whoever adds one meanwhile see each other.';
comment on column queues.due_at  is 'When the first of them is to be tried; while it is being sent, when whoever sends it is given up for dead.';
comment on column queues.lease   is 'Who sends the first of them; null if nobody does.';

create index queues_due on queues (subscription_id, due_at);

-- Secrets and customers' data: nobody but the owner reads them, though the engine lets readers read views.
revoke all on subscriptions, deliveries, queues from ${readerRole};
