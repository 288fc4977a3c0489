-- Accounts that were opened, by value date. It can be rebuilt from the log at any time.

create table days (
    day       date   primary key,
    accounts  bigint not null
);
