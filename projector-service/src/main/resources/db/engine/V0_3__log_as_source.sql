-- Views are built from the log itself, too, and compared with it.

alter table generation
    add column source                text   not null default 'TOPIC' check (source in ('TOPIC', 'LOG')),
    add column log_position          bigint not null default 0,
    add column verified_at           timestamptz,
    add column verified_position     bigint,
    add column verified_streams      bigint,
    add column differences           bigint,
    add column difference_examples   text[] not null default '{}',
    add column verification_trouble  text;
comment on column generation.source               is 'Where the bulk of its events comes from.';
comment on column generation.log_position         is 'The last log position that it has taken in from the log itself; 0 if it comes from the topic.';
comment on column generation.verified_at          is 'When it was last compared with the log, to the end; null if it never was.';
comment on column generation.verified_position    is 'The highest log position that it had then.';
comment on column generation.verified_streams     is 'How many streams were compared.';
comment on column generation.differences          is 'How many differences there were.';
comment on column generation.difference_examples  is 'Tables and keys of some of them; nothing of their contents.';
comment on column generation.verification_trouble is 'Why the verification after that did not come to its end; null if there was none.';
