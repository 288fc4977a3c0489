-- The keys by which personal data is sealed, each wrapped by a master key that is not in here.

create table keys (
    key_id        uuid        primary key,
    customer_id   text        not null,
    wrapped       bytea,
    master_key    text,
    made_at       timestamptz not null default now(),
    destroyed_at  timestamptz,
    check ((wrapped is null) = (destroyed_at is not null)),
    check ((wrapped is null) = (master_key is null))
);
comment on table  keys              is 'One row a key. A destroyed one leaves its row behind, so that it is known to have been.';
comment on column keys.wrapped      is 'The key, encrypted by the master key; null once it is destroyed.';
comment on column keys.master_key   is 'The name of that master key.';
comment on column keys.destroyed_at is 'Since when nobody can read what was sealed with it.';

create unique index keys_of_customers on keys (customer_id) where destroyed_at is null;

create table index_key (
    is_only     boolean primary key default true check (is_only),
    wrapped     bytea   not null,
    master_key  text    not null
);
comment on table index_key is 'The key of the blind indexes by which names are found in the views. One row.';

-- Whoever may connect to this database may read it, and has no use of it without the master key.
grant usage  on schema keys     to public;
grant select on keys, index_key to public;

grant insert                                    on keys, index_key to ${runtimeRole};
grant update (wrapped, master_key, destroyed_at) on keys           to ${runtimeRole};
