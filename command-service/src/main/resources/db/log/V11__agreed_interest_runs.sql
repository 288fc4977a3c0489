-- A run may wait for a second person, who agrees to it as a whole, once it is counted what it would come to.

alter table interest_runs
    add column approval_id uuid,
    drop constraint interest_runs_state_check,
    add constraint interest_runs_state_check
        check (state in ('COUNTING', 'WAITING', 'RUNNING', 'COMPLETED', 'CANCELLED'));

comment on column interest_runs.approval_id is 'The approval that it waits or waited for; null if it takes no second person.';
