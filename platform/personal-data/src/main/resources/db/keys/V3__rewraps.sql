-- The master key is changed by wrapping every key anew, in slices. What is left to do shows in the keys themselves.

create table rewraps (
    master_key    text        primary key,
    requested_by  text        not null,
    requested_at  timestamptz not null default now(),
    failed        bigint      not null default 0,
    trouble       text
);
comment on table  rewraps              is 'One row a master key that everything was asked to be wrapped by.';
comment on column rewraps.requested_by is 'Who asked for it last.';
comment on column rewraps.failed       is 'Keys that could not be unwrapped when all were gone over last.';
comment on column rewraps.trouble      is 'Why one of them could not be.';

create index keys_by_master_key on keys (master_key) where destroyed_at is null;

grant select, insert                                        on rewraps   to ${runtimeRole};
grant update (requested_by, requested_at, failed, trouble)  on rewraps   to ${runtimeRole};
grant update (wrapped, master_key)                          on index_key to ${runtimeRole};
