-- Views can be built from the log itself and compared with it, by a role that can only read. Where it is not there, nobody does.

do $$
begin
    if exists (select from pg_roles where rolname = 'daybook_log_reader') then
        grant select on events, log_head to daybook_log_reader;
    end if;
end
$$;
