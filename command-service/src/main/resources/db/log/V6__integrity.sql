-- Tamper evidence: the Merkle tree behind the log, the heads that were signed, and the walks along the chain.

create table merkle_nodes (
    level  int    not null,
    index  bigint not null,
    root   bytea  not null,
    primary key (level, index)
);
comment on table  merkle_nodes       is 'Roots of full subtrees of the Merkle tree over events.hash (RFC 9162), from level 8 (256 events) on. They never change. Lower ones are computed from the events when they are asked for.';
comment on column merkle_nodes.level is 'The subtree''s height.';
comment on column merkle_nodes.index is 'Which of that height: the subtree over the positions index * 2^level + 1 to (index + 1) * 2^level.';

create table signed_heads (
    position      bigint      primary key,
    hash          bytea       not null,
    recorded_at   timestamptz not null,
    root          bytea       not null,
    signed_at     timestamptz not null,
    key_id        text        not null,
    algorithm     text        not null,
    signature     text        not null,
    published_at  timestamptz
);
comment on table  signed_heads              is 'Heads of the log that were signed. Each pins down all events up to its position.';
comment on column signed_heads.position     is 'The last event''s position, and the size of the Merkle tree.';
comment on column signed_heads.hash         is 'The last event''s hash.';
comment on column signed_heads.root         is 'The root of the Merkle tree.';
comment on column signed_heads.key_id       is 'SHA-256 of the public key (SubjectPublicKeyInfo, DER) in hexadecimal.';
comment on column signed_heads.signature    is 'In Base64.';
comment on column signed_heads.published_at is 'When Kafka had it; null until then.';

create index signed_heads_unpublished on signed_heads (position) where published_at is null;

create table log_verifications (
    verification_id  uuid        primary key,
    state            text        not null check (state in ('RUNNING', 'COMPLETED', 'CANCELLED', 'INTERRUPTED')),
    events_total     bigint      not null,
    events_done      bigint      not null default 0,
    heads_checked    bigint      not null default 0,
    heads_unknown    bigint      not null default 0,
    topic_read       boolean     not null default false,
    actor            text        not null,
    started_at       timestamptz not null default now(),
    progressed_at    timestamptz not null default now(),
    finished_at      timestamptz,
    finding          text,
    first_position   bigint,
    until_position   bigint,
    detail           text,
    check ((state = 'RUNNING') = (finished_at is null)),
    check ((finding is null) = (first_position is null))
);
comment on table  log_verifications                is 'Walks along the whole chain, and what they found.';
comment on column log_verifications.heads_checked  is 'Signed heads that were compared with the log.';
comment on column log_verifications.heads_unknown  is 'Signed heads that no known key has signed, and that therefore say nothing.';
comment on column log_verifications.topic_read     is 'Whether the heads on the topic were among them.';
comment on column log_verifications.progressed_at  is 'When it was last seen to be alive.';
comment on column log_verifications.finding        is 'What the first fault looks like; null if none was found.';
comment on column log_verifications.first_position is 'The first position that is concerned.';
comment on column log_verifications.until_position is 'The last position at which it may have begun.';

create unique index log_verifications_running on log_verifications (state) where state = 'RUNNING';

grant select, insert         on merkle_nodes      to ${runtimeRole};
grant select, insert         on signed_heads      to ${runtimeRole};
grant update (published_at)  on signed_heads      to ${runtimeRole};
grant select, insert, update on log_verifications to ${runtimeRole};
