-- The balances view: what tellers and customers ask for. Every table can be rebuilt from the log at any time.

create table accounts (
    account_id       uuid        primary key,
    holder_name      text        not null,
    product_code     text,
    currency         char(3)     not null,
    status           text        not null check (status in ('OPEN', 'FROZEN', 'CLOSED')),
    balance          numeric     not null,
    held             numeric     not null,
    overdraft_limit  numeric     not null,
    latest_date      date,
    version          bigint      not null,
    position         bigint      not null,
    opened_at        timestamptz not null,
    updated_at       timestamptz not null
);
comment on table  accounts                 is 'One row an account: its present state.';
comment on column accounts.balance         is 'The sum of all its transactions, in major units of the currency.';
comment on column accounts.held            is 'The sum of its rows in holds, expired ones included until the log releases them.';
comment on column accounts.overdraft_limit is 'How far below zero the balance may go; zero or more.';
comment on column accounts.latest_date     is 'The latest value date of its transactions; null before the first of them.';
comment on column accounts.version         is 'The stream version of the last event that is in here.';
comment on column accounts.position        is 'The log position of the last event that is in here.';

create index accounts_by_holder  on accounts (lower(holder_name) text_pattern_ops, account_id);
create index accounts_by_product on accounts (product_code, account_id);

create table holds (
    hold_id     uuid        primary key,
    account_id  uuid        not null,
    amount      numeric     not null,
    expires_at  timestamptz,
    placed_at   timestamptz not null,
    reason      text,
    reference   text
);
comment on table  holds            is 'Money set aside, one row an open hold.';
comment on column holds.expires_at is 'From when on the hold no longer counts; null if it does not end by itself.';

create index holds_by_account on holds (account_id);

create table transactions (
    account_id      uuid        not null,
    version         bigint      not null,
    event_id        uuid        not null,
    position        bigint      not null,
    type            text        not null,
    amount          numeric     not null,
    balance         numeric     not null,
    day_balance     numeric     not null,
    effective_date  date        not null,
    latest_date     date        not null,
    recorded_at     timestamptz not null,
    counterparty    uuid,
    reference       text,
    reason          text,
    purpose         text,
    actor           text        not null,
    primary key (account_id, version)
);
comment on table  transactions                is 'Statement lines: every movement of money, in the order the account''s stream has them.';
comment on column transactions.version        is 'The stream version of the event; also the order of booking.';
comment on column transactions.amount         is 'What it did to the balance: positive in, negative out.';
comment on column transactions.balance        is 'The running balance in the order of booking, this line included.';
comment on column transactions.day_balance    is 'The balance at the end of the effective date, as known once this line was booked.';
comment on column transactions.effective_date is 'The value date.';
comment on column transactions.latest_date    is 'The latest value date among this line and all booked before it.';
comment on column transactions.counterparty   is 'The other account of a transfer within the bank.';

create unique index transactions_by_event on transactions (event_id);
create index transactions_by_value_date   on transactions (account_id, effective_date, version);

create table account_days (
    account_id      uuid   not null,
    effective_date  date   not null,
    first_version   bigint not null,
    primary key (account_id, effective_date)
);
comment on table  account_days               is 'The value dates on which an account has transactions.';
comment on column account_days.first_version is 'The version of the line that first made it such a day.';

create table restated_days (
    account_id        uuid        not null,
    effective_date    date        not null,
    version           bigint      not null,
    previous_balance  numeric     not null,
    balance           numeric     not null,
    event_id          uuid        not null,
    recorded_at       timestamptz not null,
    primary key (account_id, effective_date, version)
);
comment on table  restated_days         is 'Day-end balances that a backdated line changed: one row for every later day that has transactions, and for the line''s own day if it already had some.';
comment on column restated_days.version is 'The version of the backdated line.';
comment on column restated_days.balance is 'The balance at the end of the effective date, as known from that line on.';

create index restated_days_by_version on restated_days (account_id, version);
