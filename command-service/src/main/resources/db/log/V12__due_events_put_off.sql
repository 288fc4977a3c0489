-- What is due and cannot be done is put off, longer each time, so that it does not hold up what comes after it.

alter table due_events
    add column failures integer not null default 0;

comment on column due_events.due_at   is 'From when on; put off each time that it could not be done.';
comment on column due_events.failures is 'How often it could not be done.';

create index due_events_failing on due_events (event_id) where failures > 0;

grant update (due_at, failures) on due_events to ${runtimeRole};
