-- What came of an event: a transaction is reversed only once, and interest names the entry that changed it.

create index events_by_cause on events (causation_id) where causation_id is not null;
