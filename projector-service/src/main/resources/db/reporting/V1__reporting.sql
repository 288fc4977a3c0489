-- The reporting view: the bank's ledger in double entry, and running totals of it. It can be rebuilt from the log at any time.

create table ledger_accounts (
    code  text primary key,
    name  text not null,
    kind  text not null check (kind in ('ASSET', 'LIABILITY', 'INCOME', 'EXPENSE'))
);
comment on table ledger_accounts is 'The chart of accounts.';

insert into ledger_accounts (code, name, kind)
values ('1000', 'Cash',                 'ASSET'),
       ('2000', 'Customer deposits',    'LIABILITY'),
       ('2900', 'Transfers in transit', 'LIABILITY'),
       ('4000', 'Interest income',      'INCOME'),
       ('4100', 'Fee income',           'INCOME'),
       ('5000', 'Interest expense',     'EXPENSE');

create table accounts (
    account_id           uuid    primary key,
    product_code         text,
    currency             char(3) not null,
    balance              numeric not null,
    is_closed            boolean not null,
    opened_on            date    not null,
    quiet_since_value    date    not null,
    quiet_since_booking  date    not null
);
comment on table  accounts                     is 'One row a customer''s account, as far as reports show it.';
comment on column accounts.balance             is 'The sum of all its movements, in major units of the currency.';
comment on column accounts.opened_on           is 'The value date of its opening.';
comment on column accounts.quiet_since_value   is 'The latest value date of a movement that the bank did not make itself; before the first, of the opening.';
comment on column accounts.quiet_since_booking is 'The same by booking date.';

create index accounts_by_quiet_value   on accounts (quiet_since_value,   account_id) where not is_closed;
create index accounts_by_quiet_booking on accounts (quiet_since_booking, account_id) where not is_closed;

create table postings (
    position            bigint   not null,
    leg                 smallint not null,
    event_id            uuid     not null,
    operation           text     not null,
    reversed_operation  text,
    ledger_account      text     not null,
    account_id          uuid     not null,
    product_code        text,
    currency            char(3)  not null,
    amount              numeric  not null check (amount <> 0),
    effective_date      date     not null,
    booking_date        date     not null,
    purpose             text,
    primary key (position, leg)
);
comment on table  postings                    is 'What each event that moves money posts in the ledger, one row a leg. The legs of an event sum to zero.';
comment on column postings.position           is 'The event''s position in the log.';
comment on column postings.leg                is '1, 2, 3 … within the event.';
comment on column postings.operation          is 'The event''s type.';
comment on column postings.reversed_operation is 'The type of the event that a reversal takes back; null for all others.';
comment on column postings.account_id         is 'The customer''s account that the event happened to.';
comment on column postings.amount             is 'In major units of the currency: a debit is positive, a credit negative.';
comment on column postings.effective_date     is 'The value date.';
comment on column postings.booking_date       is 'The day of recording in the bank''s zone.';

create index postings_by_event   on postings (event_id);
create index postings_by_value   on postings (effective_date, position, leg);
create index postings_by_booking on postings (booking_date,   position, leg);
create index postings_by_account_and_value   on postings (ledger_account, effective_date, position, leg);
create index postings_by_account_and_booking on postings (ledger_account, booking_date,   position, leg);

create function refuse_unbalanced_postings() returns trigger
language plpgsql
as $$
begin
    if exists (select
               from new_postings
               group by position
               having sum(amount) <> 0
                   or count(distinct currency) > 1) then
        raise exception 'The postings of an event do not sum to zero.';
    end if;
    return null;
end
$$;

create trigger postings_sum_to_zero
after insert on postings
referencing new table as new_postings
for each statement
execute function refuse_unbalanced_postings();

create table ledger_days (
    axis            text    not null check (axis in ('VALUE', 'BOOKING')),
    day             date    not null,
    currency        char(3) not null,
    ledger_account  text    not null,
    debit           numeric not null,
    credit          numeric not null,
    primary key (axis, day, currency, ledger_account)
);
comment on table  ledger_days        is 'What was posted on a day to each account of the ledger: of every posting one count by value date and one by booking date.';
comment on column ledger_days.debit  is 'The sum of the debits, zero or more.';
comment on column ledger_days.credit is 'The sum of the credits, zero or more.';

create table ledger_blocks (
    block           bigint  not null,
    currency        char(3) not null,
    ledger_account  text    not null,
    debit           numeric not null,
    credit          numeric not null,
    primary key (block, currency, ledger_account)
);
comment on table  ledger_blocks       is 'What a stretch of the log posted to each account of the ledger, so that a balance at any position is a sum over few rows.';
comment on column ledger_blocks.block is 'Positions from block * 4096 to block * 4096 + 4095.';

create table daily_totals (
    axis                text    not null check (axis in ('VALUE', 'BOOKING')),
    day                 date    not null,
    product_code        text    not null,
    currency            char(3) not null,
    operation           text    not null,
    reversed_operation  text    not null,
    events              bigint  not null,
    money_in            numeric not null,
    money_out           numeric not null,
    primary key (axis, day, product_code, currency, operation, reversed_operation)
);
comment on table  daily_totals                    is 'What customers'' accounts took in and gave out on a day: of every movement one count by value date and one by booking date.';
comment on column daily_totals.product_code       is 'Empty for accounts without a product.';
comment on column daily_totals.reversed_operation is 'The type of the events that these reversals take back; empty for all others.';
comment on column daily_totals.money_in           is 'What came in; reversals of what came in take away from it, so it may be negative.';
comment on column daily_totals.money_out          is 'What went out; reversals of what went out take away from it, so it may be negative.';

create table account_days (
    axis        text    not null check (axis in ('VALUE', 'BOOKING')),
    day         date    not null,
    account_id  uuid    not null,
    events      bigint  not null,
    money_in    numeric not null,
    money_out   numeric not null,
    primary key (axis, day, account_id)
);
comment on table account_days is 'The daily totals of each customer''s account; the columns mean the same.';
