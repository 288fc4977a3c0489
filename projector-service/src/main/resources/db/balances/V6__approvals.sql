-- Payments above a threshold and what a second person made of them, so that whoever decides finds what waits. A view that is
-- older than this table has what was requested before once it is rebuilt.

create table approvals (
    approval_id        uuid        primary key,
    account_id         uuid        not null,
    position           bigint      not null,
    status             text        not null check (status in ('PENDING', 'APPROVED', 'REJECTED')),
    amount             numeric     not null,
    currency           char(3)     not null,
    to_account_id      uuid,
    effective_date     date,
    reference          text,
    reason             text,
    purpose            text,
    requested_by       text        not null,
    requested_at       timestamptz not null,
    decision_event_id  uuid,
    decision_reason    text,
    decided_by         text,
    decided_at         timestamptz,
    check ((status = 'PENDING') = (decision_event_id is null))
);
comment on table  approvals                   is 'Payments that take two people, one row a request; what was decided stays.';
comment on column approvals.approval_id       is 'The event that asked for the payment.';
comment on column approvals.position          is 'Its log position.';
comment on column approvals.amount            is 'How much, more than zero, in major units of the currency.';
comment on column approvals.to_account_id     is 'The account of this bank that is to receive it; null if the money is to leave the bank.';
comment on column approvals.effective_date    is 'The value date that was asked for; null for the day of the approval.';
comment on column approvals.decision_event_id is 'The approval or rejection; null while the payment waits.';

create index approvals_by_position on approvals (position);
create index approvals_by_status   on approvals (status, position);
create index approvals_by_account  on approvals (account_id, position);
