-- A customer is erased only once no account of theirs is open: who holds which accounts is looked up in the events themselves.

create index events_of_openings on events ((payload #>> '{holder,customerId}')) where type = 'AccountOpened';
create index events_of_closings on events (stream_id)                           where type = 'AccountClosed';
