#!/bin/sh
# Run once, when the database is made: the role that Crier runs as, which may log in and nothing else; what it may do with
# the tables Crier gives it after each migration, as their owner.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 \
  --set name="$APPLICATION_USER" --set password="$APPLICATION_PASSWORD" <<'E'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
E
