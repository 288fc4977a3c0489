-- Whose accounts they are, so that customers see theirs and nobody else's.

alter table accounts
    add column customer_id text;
comment on column accounts.customer_id is 'The bank''s name for the customer, the same on all of the customer''s accounts; null on accounts opened before customers had one.';

create index accounts_by_customer on accounts (customer_id, account_id);
