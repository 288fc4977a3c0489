-- Imports of history say when other books had a line. Lines that are here already were booked by being recorded.

alter table transactions
    add column booked_at timestamptz;
comment on column transactions.booked_at is 'The beginning, in the bank''s zone, of the day on which other books had it; null if it was booked by being recorded.';
comment on column transactions.version   is 'The stream version of the event; also the order of recording.';
comment on column transactions.balance   is 'The running balance in the order of recording, this line included.';

create index transactions_by_booking on transactions (account_id, coalesce(booked_at, recorded_at), version);
create index transactions_booked_elsewhere on transactions (account_id) where booked_at is not null;
