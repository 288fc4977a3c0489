-- Replays: the log is published to the topic again, for a topic that was lost or a consumer that wants it again.

create table relay_replays (
    replay_id      bigint      primary key generated always as identity,
    state          text        not null check (state in ('RUNNING', 'COMPLETED', 'CANCELLED')),
    from_position  bigint      not null check (from_position > 0),
    position       bigint      not null,
    actor          text        not null,
    reason         text,
    requested_at   timestamptz not null default now(),
    finished_at    timestamptz,
    check ((state = 'RUNNING') = (finished_at is null))
);
comment on table  relay_replays               is 'Every time the log was published to Kafka again, and how far it is. The active relay takes it up.';
comment on column relay_replays.from_position is 'The first position that is published again.';
comment on column relay_replays.position      is 'Up to where it has been published again; a relay that takes over goes on after it.';
comment on column relay_replays.actor         is 'Who asked for it; the relay itself does when the topic is missing.';

create unique index relay_replays_running on relay_replays (state) where state = 'RUNNING';

grant select, insert, update on relay_replays to ${runtimeRole};
