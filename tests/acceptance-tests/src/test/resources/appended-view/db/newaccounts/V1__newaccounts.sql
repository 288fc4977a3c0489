-- Accounts that were opened, by currency. It can be rebuilt from the log at any time.

create table currencies (
    currency  char(3) primary key,
    accounts  bigint  not null
);
