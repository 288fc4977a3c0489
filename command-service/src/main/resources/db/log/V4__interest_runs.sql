-- Interest runs: which accounts a run has come to, so that another instance can go on with it.

create table interest_runs (
    run_id          uuid        primary key,
    period_from     date        not null,
    period_to       date        not null,
    product_code    text,
    actor           text        not null,
    reason          text,
    state           text        not null check (state in ('RUNNING', 'COMPLETED')),
    position        bigint      not null default 0,
    accounts_total  bigint      not null,
    accounts_done   bigint      not null default 0,
    paid            bigint      not null default 0,
    unchanged       bigint      not null default 0,
    refused         bigint      not null default 0,
    started_at      timestamptz not null,
    finished_at     timestamptz
);
comment on table  interest_runs                is 'Interest paid to all accounts for a period, one row a run.';
comment on column interest_runs.product_code   is 'Only accounts of this product; null for all.';
comment on column interest_runs.position       is 'Accounts opened at this position and before it are done.';
comment on column interest_runs.accounts_total is 'How many accounts there were when the run began.';
comment on column interest_runs.paid           is 'Accounts to which interest or a difference was paid.';
comment on column interest_runs.unchanged      is 'Accounts whose interest for the period had been paid and had not changed since.';
comment on column interest_runs.refused        is 'Accounts that are paid none: closed, without a product that bears interest, or paid for an overlapping period.';

create index accounts_opened on events (position) where type = 'AccountOpened';

grant select, insert, update on interest_runs to ${runtimeRole};
