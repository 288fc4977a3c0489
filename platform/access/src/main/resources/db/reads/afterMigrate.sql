-- By this the service sees whether the tables are as it needs them.
grant select on flyway_schema_history to ${runtimeRole};
