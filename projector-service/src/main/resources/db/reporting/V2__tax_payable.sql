-- Tax that a bank kept back from its customers, which imports of its history tell of.

insert into ledger_accounts (code, name, kind)
values ('2800', 'Tax payable', 'LIABILITY');
