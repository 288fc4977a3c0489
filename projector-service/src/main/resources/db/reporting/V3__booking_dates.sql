-- Imports of history say when other books had a movement, which may be before the account was opened here.

alter table accounts
    add column is_used boolean not null default false;
comment on column accounts.is_used             is 'Whether there was a movement that the bank did not make itself.';
comment on column accounts.quiet_since_booking is 'The latest booking date of such a movement; before the first, of the opening.';
comment on column postings.booking_date        is 'The day on which other books had it, or else the day of recording in the bank''s zone.';

update accounts
set is_used = true
where account_id in (
    select account_id
    from postings
    where operation in ('MoneyDeposited', 'MoneyWithdrawn', 'HoldCaptured', 'TransferSent', 'TransferReceived')
);
