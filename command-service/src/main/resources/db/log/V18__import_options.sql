-- A file may be read otherwise than as it stands, where the request says so.

alter table imports
    add column options text[] not null default '{}';

comment on column imports.options is 'The options that it was uploaded with, such as ANY_ORDER; none for imports from before there were any.';
