-- The catalogue view: what the bank offers, and the documents of its customers. It can be rebuilt from the log at any time.

-- Words as they are searched: without case, accents and punctuation, in any script. Of no language, so that names and codes
-- are found as they are spelled. Needs no extension.
create function plain(words text) returns text
    language sql
    immutable
    strict
    parallel safe
return lower(translate(regexp_replace(normalize(words, nfkd), '[\u0300-\u036f]', '', 'g'),
                       '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~',
                       repeat(' ', 32)) collate pg_c_utf8);

-- What is searched for, as a query: all of the words, the last one perhaps not typed to its end. Null if there is no word.
create function searched(words text) returns tsquery
    language sql
    immutable
    strict
    parallel safe
return case
           when plain(words) ~ '\S'
           then to_tsquery('simple', regexp_replace(btrim(plain(words)), '\s+', ' & ', 'g') || ':*')
       end;

create table products (
    product_id    uuid        primary key,
    code          text        not null unique,
    name          text        not null,
    description   text,
    currency      char(3)     not null,
    status        text        not null check (status in ('PUBLISHED', 'RETIRED')),
    version       bigint      not null,
    position      bigint      not null,
    published_at  timestamptz not null,
    retired_at    timestamptz,
    updated_at    timestamptz not null,
    words         tsvector    not null generated always as (
        setweight(to_tsvector('simple', plain(code)), 'A')
        || setweight(to_tsvector('simple', plain(name)), 'A')
        || setweight(to_tsvector('simple', coalesce(plain(description), '')), 'C')) stored
);
comment on table  products            is 'One row a product: what the bank offers, or has offered.';
comment on column products.product_id is 'The product''s stream; follows from its code.';
comment on column products.code       is 'By which accounts name it.';
comment on column products.version    is 'The stream version of the last event that is in here.';
comment on column products.position   is 'The log position of the last event that is in here.';
comment on column products.words      is 'The words it is found by; those of its code and its name weigh most.';

create index products_by_words on products using gin (words);

create table product_terms (
    product_id       uuid        not null,
    version          bigint      not null,
    effective_date   date,
    annual_rate      numeric     not null,
    overdraft_rate   numeric     not null,
    day_count        text        not null,
    overdraft_limit  numeric     not null,
    event_id         uuid        not null,
    recorded_at      timestamptz not null,
    actor            text        not null,
    reason           text,
    primary key (product_id, version)
);
comment on table  product_terms                 is 'All terms that a product has or had, and those to come, in the order in which they were set.';
comment on column product_terms.version         is 'The stream version of the event that set them. Of terms for the same date, the later version counts.';
comment on column product_terms.effective_date  is 'The first date on which they count; null for the first terms, which count on every date before others.';
comment on column product_terms.annual_rate     is 'What a positive balance earns, in percent a year.';
comment on column product_terms.overdraft_rate  is 'What an overdrawn balance costs, in percent a year.';
comment on column product_terms.overdraft_limit is 'How far below zero an account may go that is opened without a limit of its own.';

create table documents (
    document_id   uuid        primary key,
    account_id    uuid        not null,
    name          text        not null,
    title         text,
    kind          text,
    media_type    text        not null,
    size_bytes    bigint      not null,
    sha256        text        not null,
    status        text        not null check (status in ('SUBMITTED', 'ACCEPTED', 'REJECTED')),
    version       bigint      not null,
    position      bigint      not null,
    first_position bigint     not null,
    submitted_at  timestamptz not null,
    submitted_by  text        not null,
    submit_reason text,
    decided_at    timestamptz,
    decided_by    text,
    decide_reason text,
    words         tsvector    not null generated always as (
        setweight(to_tsvector('simple', coalesce(plain(title), '')), 'A')
        || setweight(to_tsvector('simple', coalesce(plain(kind), '')), 'A')
        || setweight(to_tsvector('simple', plain(name)), 'B')
        || setweight(to_tsvector('simple', coalesce(plain(submit_reason), '')), 'C')) stored
);
comment on table  documents                is 'One row a document: what is known about it. Its content is in the document store.';
comment on column documents.name           is 'The name of its file.';
comment on column documents.media_type     is 'What its content is, as a media type without parameters.';
comment on column documents.sha256         is 'The SHA-256 of its content, in hexadecimal digits: what is served must have it.';
comment on column documents.version        is 'The stream version of the last event that is in here.';
comment on column documents.position       is 'The log position of the last event that is in here.';
comment on column documents.first_position is 'The log position of its submission: lists are in this order.';
comment on column documents.decide_reason  is 'Why a reviewer accepted or rejected it; always there if rejected.';
comment on column documents.words          is 'The words it is found by; those of its title and its kind weigh most.';

create index documents_by_account on documents (account_id, first_position);
create index documents_by_status  on documents (status, first_position);
create index documents_by_order   on documents (first_position);
create index documents_by_words   on documents using gin (words);
