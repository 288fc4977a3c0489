-- Holds that were placed before their time was bounded may end in years of more than four digits, which no client reads.

update holds
set expires_at = timestamptz '9999-12-31 23:59:59Z'
where expires_at > timestamptz '9999-12-31 23:59:59Z';

comment on column holds.expires_at is 'From when on the hold no longer counts, the year 9999 at the latest; null if it does not end by itself.';
