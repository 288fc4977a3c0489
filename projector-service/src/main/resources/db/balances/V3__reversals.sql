-- Transactions that were taken back or put right, and accounts that the bank's own debits left below their limits.

alter table transactions
    add column cause           uuid,
    add column reverses        uuid,
    add column reversed_by     uuid,
    add column limit_breached  boolean not null default false;
comment on column transactions.cause          is 'The event because of which this one was recorded: the one that a correction puts right, or the late entry that changed interest paid before.';
comment on column transactions.reverses       is 'The event that this one takes back.';
comment on column transactions.reversed_by    is 'The event that takes this one back.';
comment on column transactions.limit_breached is 'Whether this debit of the bank''s own left the account below its limit.';

create table limit_breaches (
    position             bigint      primary key,
    account_id           uuid        not null,
    transaction_version  bigint      not null,
    event_id             uuid        not null,
    first_day            date        not null,
    balance              numeric     not null,
    overdraft_limit      numeric     not null,
    recorded_at          timestamptz not null,
    reason               text,
    actor                text        not null
);
comment on table  limit_breaches                     is 'Debits of the bank''s own that left an account below its limit.';
comment on column limit_breaches.transaction_version is 'The version of the debit: the event right before the breach in the account''s stream.';
comment on column limit_breaches.first_day           is 'The first day, from the debit''s value date on, that closes below the limit.';
comment on column limit_breaches.balance             is 'The balance at the end of that day, as known when the debit was booked.';

create index limit_breaches_by_account on limit_breaches (account_id, position);
