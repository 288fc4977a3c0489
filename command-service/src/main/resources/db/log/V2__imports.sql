-- Files of transactions that are taken in through the same decisions and the same log as every command.

create table imports (
    import_id        uuid        primary key,
    state            text        not null check (state in ('QUEUED', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED')),
    format           text        not null,
    source           text        not null,
    actor            text        not null,
    currency         text,
    overdraft_limit  numeric,
    product_code     text,
    bytes_total      bigint      not null,
    lines_total      bigint      not null,
    lines_read       bigint      not null default 0,
    accepted         bigint      not null default 0,
    repeated         bigint      not null default 0,
    refused          bigint      not null default 0,
    uploaded_at      timestamptz not null default now(),
    started_at       timestamptz,
    run_started_at   timestamptz,
    run_first_line   bigint      not null default 0,
    progressed_at    timestamptz,
    finished_at      timestamptz,
    problem          text,
    check ((currency is null) = (overdraft_limit is null)),
    check (accepted + repeated + refused = lines_read)
);
comment on table  imports                 is 'Every file that was taken in, and how far it is. A line''s fate itself stands in the log and in commands.';
comment on column imports.import_id       is 'Names the import; a UUIDv7, so that the newest is the greatest.';
comment on column imports.format          is 'CSV or NDJSON.';
comment on column imports.source          is 'Where the file comes from: its lines'' identifiers are unique within it.';
comment on column imports.actor           is 'Who uploaded it, and so who did everything in it.';
comment on column imports.currency        is 'The currency in which unknown accounts are opened; null if they are not.';
comment on column imports.overdraft_limit is 'The overdraft limit with which unknown accounts are opened; null if they are not.';
comment on column imports.product_code    is 'The product under which unknown accounts are opened, if any.';
comment on column imports.lines_total     is 'The records in the file, its header not counted.';
comment on column imports.lines_read      is 'The records that were decided; a run that was interrupted goes on after them.';
comment on column imports.accepted        is 'Records whose events this import added to the log.';
comment on column imports.repeated        is 'Records that had been accepted before under the same identifier; nothing was added.';
comment on column imports.refused         is 'Records that could not be understood or that the bank refused.';
comment on column imports.started_at      is 'When the first run began.';
comment on column imports.run_started_at  is 'When the present run began.';
comment on column imports.run_first_line  is 'How many records had been decided before the present run.';
comment on column imports.progressed_at   is 'When lines_read last rose.';
comment on column imports.problem         is 'Why it failed; null if it did not.';

create table import_refusals (
    import_id    uuid   not null references imports,
    line_number  bigint not null,
    content      text   not null,
    code         text   not null,
    detail       text   not null,
    primary key (import_id, line_number)
);
comment on table  import_refusals             is 'The lines that an import refused, up to a bound for each import.';
comment on column import_refusals.line_number is 'The line of the file on which the record begins, 1 for the first.';
comment on column import_refusals.content     is 'The record, cut where it is very long.';
comment on column import_refusals.code        is 'The stable name of the cause.';
comment on column import_refusals.detail      is 'The cause in words.';

grant select, insert, update on imports         to ${runtimeRole};
grant select, insert         on import_refusals to ${runtimeRole};
