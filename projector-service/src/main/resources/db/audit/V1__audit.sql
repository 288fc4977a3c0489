-- The audit view: every event with who, why and when, and what it did to the balance. It can be rebuilt from the log at any time.

create table history (
    position         bigint      primary key,
    stream_id        uuid        not null,
    stream_version   bigint      not null,
    event_id         uuid        not null,
    type             text        not null,
    schema_version   int         not null,
    payload          json        not null,
    effective_date   date        not null,
    recorded_at      timestamptz not null,
    actor            text        not null,
    reason           text,
    purpose          text,
    correlation_id   uuid        not null,
    causation_id     uuid,
    metadata         json,
    hash             bytea       not null,
    balance_before   numeric,
    balance_after    numeric,
    currency         char(3)
);
comment on table  history                is 'The log once more, arranged for those who ask why.';
comment on column history.payload        is 'The event as it was recorded, character for character.';
comment on column history.effective_date is 'The value date.';
comment on column history.balance_before is 'The account''s balance in the order of booking before this event; null where the stream is no account.';
comment on column history.balance_after  is 'The same after this event.';
comment on column history.hash           is 'The event''s hash in the log''s chain.';

create unique index history_by_stream on history (stream_id, stream_version);
create unique index history_by_event  on history (event_id);

create table account_balances (
    account_id  uuid    primary key,
    currency    char(3) not null,
    balance     numeric not null
);
comment on table account_balances is 'Each account''s present balance: what the next event''s balance_before will be.';
