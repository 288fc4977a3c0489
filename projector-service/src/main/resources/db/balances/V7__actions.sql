-- Not payments only: any action may take a second person, and one that nobody decides about ends by itself.

alter table approvals
    alter column account_id drop not null,
    alter column amount     drop not null,
    alter column currency   drop not null,
    add column subject    text not null default 'ACCOUNT',
    add column kind       text not null default 'withdrawal',
    add column fields     text not null default '{}',
    add column expires_at timestamptz,
    drop constraint approvals_status_check,
    add constraint approvals_status_check check (status in ('PENDING', 'APPROVED', 'REJECTED', 'EXPIRED'));

update approvals
set kind = 'transfer'
where to_account_id is not null;

alter table approvals
    alter column subject drop default,
    alter column kind    drop default,
    alter column fields  drop default;

comment on table  approvals                   is 'Actions that take two people, one row a request; what was decided stays.';
comment on column approvals.approval_id       is 'The event that asked for the action.';
comment on column approvals.account_id        is 'The account that the action concerns; null if it concerns none.';
comment on column approvals.subject           is 'Kind of thing that the action concerns.';
comment on column approvals.kind              is 'What the action does.';
comment on column approvals.fields            is 'The fields of its command as JSON, all of them texts.';
comment on column approvals.amount            is 'How much, more than zero, in major units of the currency; null if the action has no amount.';
comment on column approvals.to_account_id     is 'The account of this bank that is to receive the money; null if none is.';
comment on column approvals.expires_at        is 'From when on the action can no longer be approved; null if that has no end.';
comment on column approvals.decision_event_id is 'The approval, the rejection or the end of its time; null while the action waits.';
