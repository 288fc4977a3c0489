-- What was known when: the last line recorded by a moment, at the cost of one look into this index.

create index transactions_by_recording on transactions (account_id, recorded_at, version);
