-- What a refused line says is personal: it is encrypted from here on, and deleted after a while.

alter table import_refusals
    add column sealed text,
    alter column content drop not null,
    alter column detail  drop not null;

-- There are no keys here to encrypt the old ones with. Their files can be uploaded again.
update import_refusals
set content = null,
    detail  = null;

create index import_refusals_in_plain on import_refusals (import_id) where content is not null;

comment on column import_refusals.content is 'Written by earlier versions only; deleted.';
comment on column import_refusals.detail  is 'Written by earlier versions only; deleted.';
comment on column import_refusals.sealed  is 'The record, cut where it is very long, and the cause in words, encrypted with the key of the import and those of the customers it is about; null for refusals from before they were.';

alter table imports
    add column columns_left_out integer not null default 0,
    add column refusals_kept    boolean not null default true;

create index imports_with_refusals on imports (import_id) where refusals_kept;

comment on column imports.columns_left_out is 'Columns of the file that have no meaning here, so that nothing of them is kept.';
comment on column imports.refusals_kept    is 'Whether its refusals, and the key that its file and they are encrypted with, are still there.';

grant delete on import_refusals to ${runtimeRole};
