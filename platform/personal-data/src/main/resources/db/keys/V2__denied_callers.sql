-- Callers who are let in nowhere. They are here because every service can read this database.

create table denied_callers (
    denial_id     uuid        primary key,
    subject       text        unique,
    token_id      text        unique,
    reason        text        not null,
    denied_by     text        not null,
    denied_since  timestamptz not null default now(),
    denied_until  timestamptz,
    check (num_nonnulls(subject, token_id) = 1)
);
comment on table  denied_callers              is 'One row a denial; that of one that has ended is removed. Who denied whom, and ended it, stands in the record of administrative acts.';
comment on column denied_callers.subject      is 'The claim sub of the tokens; null where it is one token.';
comment on column denied_callers.token_id     is 'The claim jti of the token; null where it is a subject.';
comment on column denied_callers.denied_until is 'When it ends by itself; null if it does not.';

grant select                                  on denied_callers to public;
grant insert, delete                          on denied_callers to ${runtimeRole};
grant update (reason, denied_by, denied_until) on denied_callers to ${runtimeRole};
