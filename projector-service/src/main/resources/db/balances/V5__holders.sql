-- Whose accounts they are, sealed, apart from what changes with every movement. What is erased is gone from here at once; the
-- key that is destroyed takes care of every other copy.

create table holders (
    account_id   uuid     primary key,
    key_id       uuid,
    name         text,
    email        text,
    address      text,
    name_tokens  bigint[] not null
);
comment on table  holders             is 'One row an account: its holder, as far as that is personal.';
comment on column holders.key_id      is 'The key that name, email and address are sealed with; null where they are plain.';
comment on column holders.name        is 'Null once it is erased.';
comment on column holders.name_tokens is 'One token for everything that the name begins with, see BlindIndex.';

insert into holders (account_id, name, name_tokens)
select account_id,
       holder_name,
       '{}'
from accounts;

create index holders_by_key  on holders (key_id) where key_id is not null;
create index holders_by_name on holders using gin (name_tokens);

create table erased_keys (
    key_id  uuid primary key
);
comment on table erased_keys is 'Keys that are destroyed: an erasure may come before the events that it is about.';

drop index accounts_by_holder;
alter table accounts
    drop column holder_name;
