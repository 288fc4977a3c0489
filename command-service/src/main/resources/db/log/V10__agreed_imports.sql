-- A file may wait for a second person, who agrees to it as a whole.

alter table imports
    add column approval_id uuid,
    drop constraint imports_state_check,
    add constraint imports_state_check
        check (state in ('WAITING', 'QUEUED', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED'));

comment on column imports.approval_id is 'The approval that it waits or waited for; null if it takes no second person.';
