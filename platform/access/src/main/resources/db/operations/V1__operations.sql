-- Administrative acts: who told the services to do what, and why.

create table operations (
    operation_id    uuid        primary key,
    requested_at    timestamptz not null default now(),
    service         text        not null,
    action          text        not null,
    path            text        not null,
    about           text,
    actor           text        not null,
    actor_kind      text        not null,
    reason          text,
    correlation_id  text
);
comment on table  operations                is 'One row an act, written before it is done. Rows are only added, and only their owner may remove old ones.';
comment on column operations.action         is 'The name of the act, such as view.rebuild.';
comment on column operations.path           is 'The path of the request.';
comment on column operations.about          is 'What the act was about, as far as the path does not tell it; null where it does.';
comment on column operations.actor          is 'The subject of the token.';
comment on column operations.correlation_id is 'The X-Correlation-Id of the answer.';

create index operations_in_time  on operations (requested_at, operation_id);
create index operations_of_actor on operations (actor, requested_at, operation_id);

create table outcomes (
    operation_id  uuid        primary key references operations,
    answered_at   timestamptz not null default now(),
    status        int         not null,
    location      text
);
comment on table  outcomes          is 'How an act was answered. None is there of one whose service was stopped meanwhile, or did not reach this database any more.';
comment on column outcomes.status   is 'The HTTP status of the answer.';
comment on column outcomes.location is 'Where the answer says that the result is.';

-- Whoever may connect to this database may add; the services do that, each as its own role. One of them reads.
grant usage  on schema operations      to public;
grant insert on operations, outcomes   to public;
grant select on operations, outcomes   to ${runtimeRole};
