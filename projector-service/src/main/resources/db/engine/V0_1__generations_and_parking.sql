-- What a view needs to be built anew beside itself, to know its streams' versions, and to set poison events aside.
-- A database that has run before this migration gets it after its view's own; engine versions stay below 1 for that.

create table generation (
    number               bigint      not null,
    made_at              timestamptz not null default now(),
    is_whole             boolean     not null,
    is_ready             boolean     not null default true,
    is_cancelled         boolean     not null default false,
    until_position       bigint,
    deferred_indexes     text[]      not null default '{}'
);
comment on table  generation                  is 'One row: which building of the view this schema is.';
comment on column generation.number           is 'Counts the buildings of this view.';
comment on column generation.is_whole         is 'Whether streams has every stream of the view. Not so where the view is older than that table: what is missing there is believed to be in order when it is first seen.';
comment on column generation.is_ready         is 'Whether it has been built up; what is not ready never serves.';
comment on column generation.is_cancelled     is 'Whether an operator wants the building to end, on whichever instance it runs.';
comment on column generation.until_position   is 'The last log position in it, if it is a view of the past.';
comment on column generation.deferred_indexes is 'Definitions of the indexes that are made once the bulk of the events is in.';

insert into generation (number, is_whole)
select 1,
       not exists (select from checkpoints where next_offset > 0 or position > 0);

create table streams (
    stream_id  uuid    primary key,
    version    bigint  not null
) with (fillfactor = 70);
comment on table  streams         is 'The version of each stream that the view has: what tells a repeated event, and one that came too early, from the next.';
comment on column streams.version is 'The stream version of the last event applied.';

create table parked (
    number          bigint      generated always as identity primary key,
    stream_id       uuid        not null,
    stream_version  bigint,
    position        bigint,
    event_id        text,
    type            text,
    error           text,
    is_early        boolean     not null,
    parked_at       timestamptz not null,
    topic           text        not null,
    partition       int         not null,
    record_offset   bigint      not null,
    published_at    timestamptz not null,
    record_key      text,
    header_names    text[]      not null,
    header_values   bytea[]     not null,
    payload         bytea
);
comment on table  parked                is 'Events set aside, with the record as it came: those that cannot be applied, and those that came after such a one in its stream.';
comment on column parked.stream_id      is 'The stream; where the envelope cannot be read, the record''s key, or else zero.';
comment on column parked.stream_version is 'The place in the stream; null where the envelope cannot be read.';
comment on column parked.error          is 'Why it cannot be applied; null if it only waits for what comes before it in its stream.';
comment on column parked.is_early       is 'Whether it is the first after a gap: it is applied by itself as soon as what is missing has come.';

create unique index parked_by_stream on parked (stream_id, stream_version);
create index parked_early            on parked (stream_id) where is_early;
create index parked_heads            on parked (number)    where error is not null or is_early;

revoke all on parked     from ${readerRole};
revoke all on generation from ${readerRole};
