-- What the engine keeps beside every view's own tables.

create table checkpoints (
    partition    int    primary key,
    topic_id     text   not null,
    next_offset  bigint not null,
    position     bigint not null
);
comment on table  checkpoints             is 'How far the view has come, one row a partition of the topic. Written in the transaction that writes the view, so that both are always as of the same event.';
comment on column checkpoints.topic_id    is 'The topic''s id: a topic that was made anew under its name begins at offset 0 again.';
comment on column checkpoints.next_offset is 'The offset of the next record to apply.';
comment on column checkpoints.position    is 'The log position of the last event applied from this partition; what is not after it is a duplicate.';

grant usage  on schema                    ${viewSchema} to ${readerRole};
grant select on all tables in schema      ${viewSchema} to ${readerRole};
alter default privileges in schema ${viewSchema}
grant select on tables to ${readerRole};
