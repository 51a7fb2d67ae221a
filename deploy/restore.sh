#!/bin/sh
# Brings a backup into the empty database that DATABASE_URL names, and moves the deposit counters past every number that may have been
# given out since (docs/operating.md). Before any instance starts. Needs pg_restore of the server's version or newer, and psql.
#   DATABASE_URL=postgres://... deploy/restore.sh /backups/checkout-2026-01-31.dump
set -eu
file=${1:?say which file}
: "${DATABASE_URL:?is missing}"
# More than any merchant's invoices since the backup, and less than what `npm run recover` looks past.
ahead=${COUNTERS_AHEAD:-5000}
psql=${PSQL:-psql}
tables=$("$psql" -XAtq "$DATABASE_URL" -c "select count(*) from pg_tables where schemaname = 'public'")
if [ "$tables" != 0 ]; then
  echo "The database is not empty: restore into a new one." >&2
  exit 1
fi
"${PG_RESTORE:-pg_restore}" --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$DATABASE_URL" "$file"
"$psql" -XAtq -v ON_ERROR_STOP=1 -v ahead="$ahead" "$DATABASE_URL" <<'SQL'
select sequencename, setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, -1) + :ahead)
from pg_sequences where sequencename like 'deposit\_counter\_%' or sequencename like 'xpub\_index\_%';
SQL
