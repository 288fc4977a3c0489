-- A receiver that the bank has not listed waits for a second person. Subscriptions that are here already have theirs.

alter table subscriptions
    drop constraint subscriptions_status_check,
    add  constraint subscriptions_status_check
        check (status in ('WAITING', 'REJECTED', 'ACTIVE', 'PAUSED', 'DISABLED', 'DELETED')),
    add column requested_url  text,
    add column requested_by   text,
    add column requested_at   timestamptz,
    add column decided_by     text,
    add column decided_at     timestamptz,
    add constraint subscriptions_request_check
        check ((requested_url is null) = (requested_by is null) and (requested_url is null) = (requested_at is null));

comment on column subscriptions.status        is 'WAITING: nobody has agreed to the receiver yet. REJECTED: a second person did not. In both nothing is queued or sent. PAUSED: deliveries are queued and not sent. DISABLED: the receiver answered 410 Gone; nothing is queued. DELETED: only until its deliveries are gone.';
comment on column subscriptions.requested_url is 'The URL that waits for a second person; after seven days it counts as rejected.';
comment on column subscriptions.requested_by  is 'Who has asked for it, and so cannot agree to it.';
comment on column subscriptions.decided_by    is 'Who approved or rejected a receiver last.';
