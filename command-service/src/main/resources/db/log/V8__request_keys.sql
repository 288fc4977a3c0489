-- Idempotency keys of requests that begin something in the background: the same request again finds what it has begun.

alter table imports
    add column idempotency_key text unique,
    add column fingerprint     bytea,
    add check ((idempotency_key is null) = (fingerprint is null));
comment on column imports.idempotency_key is 'The key it was uploaded under, with whose it is, in the form of commands.idempotency_key; null if without one.';
comment on column imports.fingerprint     is 'SHA-256 of the request, the file included, by which another one under the same key is told apart.';

alter table interest_runs
    add column idempotency_key text unique,
    add column fingerprint     bytea,
    add check ((idempotency_key is null) = (fingerprint is null));
comment on column interest_runs.idempotency_key is 'The key it was asked for under, with whose it is, in the form of commands.idempotency_key; null if without one.';
comment on column interest_runs.fingerprint     is 'SHA-256 of the request, by which another one under the same key is told apart.';

comment on column commands.idempotency_key is 'The key as it came and whose it is, separated by the character U+001F; without one it is of a version that did not say whose a key is.';
