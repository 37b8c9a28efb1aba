#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the image's superuser makes the registry's
# own role, which is none, and its database; nothing else ever uses the superuser.
set -eu
psql -X -q -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v password="$IKM_DB_PASSWORD" <<'SQL'
CREATE ROLE ikm LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
  PASSWORD :'password';
CREATE DATABASE ikm OWNER ikm;
SQL
