#!/bin/sh
# Writes the database that DATABASE_URL names into a file: whole, or not there at all. Needs pg_dump of the server's version or newer.
#   DATABASE_URL=postgres://... deploy/backup.sh /backups/checkout-2026-01-31.dump
set -eu
file=${1:?say into which file}
: "${DATABASE_URL:?is missing}"
umask 077
draft="$file.$$.part"
trap 'rm -f "$draft"' EXIT
"${PG_DUMP:-pg_dump}" --format=custom --no-owner --no-privileges --file="$draft" "$DATABASE_URL"
# A file that cannot be listed could not be restored either.
"${PG_RESTORE:-pg_restore}" --list "$draft" >/dev/null
mv "$draft" "$file"
