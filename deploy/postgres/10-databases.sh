#!/bin/bash
# Runs once, when the data folder is made: the roles and databases of the suite, each with no more rights than it needs.
set -euo pipefail

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
  --set log_owner="$DAYBOOK_LOG_OWNER_PASSWORD" \
  --set command="$DAYBOOK_COMMAND_PASSWORD" \
  --set projector="$DAYBOOK_PROJECTOR_PASSWORD" \
  --set query="$DAYBOOK_QUERY_PASSWORD" \
  --set reads_owner="$DAYBOOK_READS_OWNER_PASSWORD" \
  --set keys_owner="$DAYBOOK_KEYS_OWNER_PASSWORD" <<'SQL'
create role daybook_log_owner login password :'log_owner';
create role daybook_command   login password :'command';
create role daybook_projector login password :'projector';
create role daybook_query     login password :'query';
create role daybook_reads_owner login password :'reads_owner';
create role daybook_keys_owner login password :'keys_owner';

create database daybook_log       owner daybook_log_owner;
create database daybook_balances  owner daybook_projector;
create database daybook_audit     owner daybook_projector;
create database daybook_reporting owner daybook_projector;
create database daybook_catalogue owner daybook_projector;
create database daybook_webhooks  owner daybook_projector;
create database daybook_reads     owner daybook_reads_owner;
create database daybook_keys      owner daybook_keys_owner;

revoke all     on database postgres, template1 from public;
revoke all     on database daybook_log       from public;
revoke all     on database daybook_balances  from public;
revoke all     on database daybook_audit     from public;
revoke all     on database daybook_reporting from public;
revoke all     on database daybook_catalogue from public;
revoke all     on database daybook_webhooks  from public;
revoke all     on database daybook_reads     from public;
revoke all     on database daybook_keys      from public;
grant  connect on database daybook_log       to daybook_command;
grant  connect on database daybook_balances  to daybook_query;
grant  connect on database daybook_audit     to daybook_query;
grant  connect on database daybook_reporting to daybook_query;
grant  connect on database daybook_catalogue to daybook_query;
grant  connect on database daybook_reads     to daybook_query;
grant  connect on database daybook_keys      to daybook_command, daybook_projector, daybook_query;
SQL
