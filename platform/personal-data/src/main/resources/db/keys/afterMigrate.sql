-- By this services see whether the tables are as they need them.
grant select on flyway_schema_history to public;
