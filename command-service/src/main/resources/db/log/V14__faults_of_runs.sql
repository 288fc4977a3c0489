-- Lines and accounts that could not be decided for a fault are no refusals, and a run that has some is not complete.

alter table imports
    add column failed bigint not null default 0,
    drop constraint imports_check1,
    add constraint imports_counts_check check (accepted + repeated + refused + failed = lines_read);

alter table interest_runs
    add column failed  bigint not null default 0,
    add column problem text,
    drop constraint interest_runs_state_check,
    add constraint interest_runs_state_check
        check (state in ('COUNTING', 'WAITING', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED'));

comment on column imports.failed        is 'Records that could not be decided for a fault of the program or of its data.';
comment on table  import_refusals       is 'The lines that an import did not take, refused or failed, up to a bound for each import.';
comment on column interest_runs.failed  is 'Accounts that could not be decided for a fault of the program or of its data.';
comment on column interest_runs.problem is 'The first such fault; null if there was none.';
