-- Events that the bank has to come back to by itself, such as requests that end when nobody decides about them. A row is written
-- in the commit of its event and deleted once what was due is done; all of them could be told from the log again.

create table due_events (
    event_id   uuid        primary key,
    stream_id  uuid        not null,
    type       text        not null,
    due_at     timestamptz not null
);
comment on table  due_events           is 'Events that something is due for, one row an event until it is done.';
comment on column due_events.event_id  is 'The event.';
comment on column due_events.stream_id is 'The stream that it stands in.';
comment on column due_events.type      is 'Its type, which tells what is due.';
comment on column due_events.due_at    is 'From when on.';

create index due_events_by_time on due_events (due_at);

grant select, insert, delete on due_events to ${runtimeRole};
