-- The event log: the book of original entry. Everything else can be rebuilt from the table events.

create table log_head (
    singleton    boolean     primary key default true check (singleton),
    position     bigint      not null,
    hash         bytea       not null,
    recorded_at  timestamptz not null
) with (fillfactor = 10);
comment on table  log_head             is 'The end of the log, one row. Whoever appends locks it first, so positions follow the order of the commits without a gap.';
comment on column log_head.position    is 'The position of the last event, 0 before the first.';
comment on column log_head.hash        is 'The hash of the last event, 32 zero bytes before the first.';
comment on column log_head.recorded_at is 'When the last event was recorded: no later event is given an earlier time.';

insert into log_head (position, hash, recorded_at)
values (0, decode(repeat('00', 32), 'hex'), '-infinity');

create table events (
    position        bigint      primary key,
    stream_id       uuid        not null,
    stream_version  bigint      not null,
    event_id        uuid        not null,
    type            text        not null,
    schema_version  int         not null,
    payload         json        not null,
    effective_date  date        not null,
    recorded_at     timestamptz not null,
    actor           text        not null,
    reason          text,
    purpose         text,
    correlation_id  uuid        not null,
    causation_id    uuid,
    metadata        json,
    hash            bytea       not null
);
comment on table  events                is 'Every business operation, in the order it happened. Rows are added and never changed.';
comment on column events.position       is 'The place in the whole log: 1, 2, 3 and so on, in the order of the commits.';
comment on column events.stream_id      is 'The account, product or document it happened to.';
comment on column events.stream_version is 'The place in the stream: 1, 2, 3 and so on.';
comment on column events.event_id       is 'Names the event anywhere; a UUIDv7.';
comment on column events.type           is 'The event''s name in the contract, never a class name.';
comment on column events.schema_version is 'Which shape of that type the payload has.';
comment on column events.payload        is 'The event, kept character for character (json, not jsonb) because the hash covers it.';
comment on column events.effective_date is 'The value date: the day from which it counts, in the bank''s zone.';
comment on column events.recorded_at    is 'When the log took it, by the command-service''s clock; never before an earlier event''s.';
comment on column events.actor          is 'Who did it.';
comment on column events.reason         is 'Why, in free text.';
comment on column events.purpose        is 'Why, as a short code such as ISO 20022''s SALA.';
comment on column events.correlation_id is 'What all events of one business operation share.';
comment on column events.causation_id   is 'The event that caused this one, if an event did.';
comment on column events.metadata       is 'Further facts about the recording, such as a trace or the columns of an import.';
comment on column events.hash           is 'SHA-256 of the previous event''s hash and of everything in this row, see HashChain.';

create unique index events_by_stream on events (stream_id, stream_version);
create unique index events_by_id     on events (event_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The event log is only ever added to.';
end
$$;

create trigger events_are_never_changed
before update or delete on events
for each row execute function refuse_change();

create trigger events_are_never_truncated
before truncate on events
for each statement execute function refuse_change();

create table snapshots (
    stream_id       uuid   primary key,
    stream_version  bigint not null,
    shape           text   not null,
    state           json   not null
);
comment on table  snapshots       is 'Folded states of long streams, so that loading one costs the same at any age. May be emptied at any time.';
comment on column snapshots.shape is 'Names the kind of state and the version of its shape; another shape is ignored.';

create table commands (
    idempotency_key  text        primary key,
    fingerprint      bytea       not null,
    first_position   bigint,
    last_position    bigint,
    refusal          json,
    answered_at      timestamptz not null,
    check ((first_position is null) = (last_position is null)),
    check ((first_position is null) = (refusal is not null))
);
comment on table  commands                is 'The answers given under an idempotency key, written in the commit that they speak of.';
comment on column commands.fingerprint    is 'SHA-256 of the request, by which another request under the same key is told apart.';
comment on column commands.first_position is 'The command''s first event; null if it was refused.';
comment on column commands.refusal        is 'Why it was refused; null if it was not.';

create table relay_checkpoint (
    singleton  boolean primary key default true check (singleton),
    position   bigint  not null
);
comment on table relay_checkpoint is 'Up to where the log has been published to Kafka, one row.';

insert into relay_checkpoint (position)
values (0);

grant select, insert         on events           to ${runtimeRole};
grant select, insert         on commands         to ${runtimeRole};
grant select, insert, update on snapshots        to ${runtimeRole};
grant select, update         on log_head         to ${runtimeRole};
grant select, update         on relay_checkpoint to ${runtimeRole};
