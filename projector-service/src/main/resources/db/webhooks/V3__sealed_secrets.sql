-- Secrets are encrypted by the master key, which this database does not know. The service encrypts those that are here when it
-- starts. They are renamed, so that a service of the release before sends nothing rather than something with another signature.

alter table subscriptions
    add column sealed_secret           text,
    add column sealed_previous_secret  text;

alter table subscriptions rename column secret          to plain_secret;
alter table subscriptions rename column previous_secret to plain_previous_secret;
alter table subscriptions alter  column plain_secret    drop not null;

update subscriptions
set plain_secret          = null,
    plain_previous_secret = null
where status = 'DELETED';

alter table subscriptions
    add constraint subscriptions_secret_check
        check (status = 'DELETED' or plain_secret is not null or sealed_secret is not null);

comment on column subscriptions.sealed_secret          is 'The key of the HMAC, encrypted by the master key and bound to the subscription.';
comment on column subscriptions.sealed_previous_secret is 'The key before, which signs beside the present one until previous_secret_until; encrypted like it.';
comment on column subscriptions.plain_secret           is 'The key as a release before has stored it; null as soon as a service of this one has started.';
comment on column subscriptions.plain_previous_secret  is 'The same of the key before.';
