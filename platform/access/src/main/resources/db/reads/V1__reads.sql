-- Who looked at what.

create table reads (
    read_id         uuid        not null,
    read_at         timestamptz not null,
    actor           text        not null,
    customer_id     text,
    method          text        not null,
    path            text        not null,
    account_id      uuid,
    document_id     uuid,
    event_id        uuid,
    status          int         not null,
    correlation_id  text,
    primary key (read_at, read_id)
);
comment on table  reads                is 'Who asked about what, and how it was answered. One row for each account that an answer showed, or one if it showed none. Rows are only added, and only their owner may remove old ones.';
comment on column reads.read_at        is 'When the question came, by the clock of the query-service that answered.';
comment on column reads.actor          is 'The subject of the token.';
comment on column reads.customer_id    is 'The customer to whose accounts the token was limited; null for a member of the bank.';
comment on column reads.path           is 'The pattern of the path. What was searched for is not kept: it may be a name.';
comment on column reads.account_id     is 'The account that was asked about or shown; null where none was known.';
comment on column reads.status         is 'The HTTP status of the answer: 403 and 404 were told nothing.';
comment on column reads.correlation_id is 'The X-Correlation-Id of the answer.';

create index reads_of_account on reads (account_id, read_at, read_id) where account_id is not null;
create index reads_of_actor   on reads (actor, read_at, read_id);

grant usage          on schema reads to ${runtimeRole};
grant select, insert on reads        to ${runtimeRole};
