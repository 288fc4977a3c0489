-- Names and titles of documents are sealed. The words that they are found by are tokens, see BlindIndex.

alter table documents
    add column key_id uuid,
    alter column name drop not null,
    alter column words drop expression;
comment on column documents.key_id is 'The key that content, name and title are sealed with; null where they are plain.';
comment on column documents.name   is 'The name of its file; null once it is erased.';
comment on column documents.words  is 'What it is found by: kind and reason as words; title and name as tokens, none once they are erased.';

create index documents_by_key on documents (key_id) where key_id is not null;

create table erased_keys (
    key_id  uuid primary key
);
comment on table erased_keys is 'Keys that are destroyed: an erasure may come before the events that it is about.';
