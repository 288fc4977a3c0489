#!/bin/bash
# Runs once, when the data folder is made: the roles and databases of the suite, each with no more rights than it needs. The views,
# whose databases follow from their names, are those that the projector-service registers.
set -euo pipefail

if [ "${DAYBOOK_PROFILE:-}" = production ]; then
  for name in POSTGRES DAYBOOK_LOG_OWNER DAYBOOK_COMMAND DAYBOOK_PROJECTOR DAYBOOK_QUERY DAYBOOK_READS_OWNER DAYBOOK_KEYS_OWNER; do
    password=${name}_PASSWORD
    case ${!password} in local-*) echo "$password is a sample password: in production give it a secret." >&2; exit 1 ;; esac
  done
fi

view_databases() {
  while read -r view mark || [ -n "$view" ]; do
    case $view in '' | '#'*) continue ;; esac
    echo "create database daybook_$view owner daybook_projector;"
    echo "revoke all     on database daybook_$view from public;"
    if [ "$mark" != unread ]; then
      echo "grant  connect on database daybook_$view to daybook_query;"
    fi
  done < "${DAYBOOK_VIEWS_FILE:-/etc/daybook/views}"
}

# Before anything is created: a list that is missing ends the script here.
view_databases="$(view_databases)"

{ cat <<'SQL' && echo "$view_databases"; } |
create role daybook_log_owner login password :'log_owner';
create role daybook_command   login password :'command';
create role daybook_log_reader login password :'log_reader';
create role daybook_projector login password :'projector';
create role daybook_query     login password :'query';
create role daybook_reads_owner login password :'reads_owner';
create role daybook_keys_owner login password :'keys_owner';

create database daybook_log       owner daybook_log_owner;
create database daybook_reads     owner daybook_reads_owner;
create database daybook_keys      owner daybook_keys_owner;

revoke all     on database postgres, template1 from public;
revoke all     on database daybook_log       from public;
revoke all     on database daybook_reads     from public;
revoke all     on database daybook_keys      from public;
grant  connect on database daybook_log       to daybook_command, daybook_log_reader;
grant  connect on database daybook_reads     to daybook_command, daybook_projector, daybook_query;
grant  connect on database daybook_keys      to daybook_command, daybook_projector, daybook_query;
SQL
  psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set log_owner="$DAYBOOK_LOG_OWNER_PASSWORD" \
    --set command="$DAYBOOK_COMMAND_PASSWORD" \
    --set log_reader="$DAYBOOK_LOG_READER_PASSWORD" \
    --set projector="$DAYBOOK_PROJECTOR_PASSWORD" \
    --set query="$DAYBOOK_QUERY_PASSWORD" \
    --set reads_owner="$DAYBOOK_READS_OWNER_PASSWORD" \
    --set keys_owner="$DAYBOOK_KEYS_OWNER_PASSWORD"
