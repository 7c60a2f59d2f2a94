#!/bin/sh
# Run once by the PostgreSQL image when its data folder is new: a database and a role of its own for the conversations,
# so that the Rasa server can never read the skills of people, and the action server no conversation but by its role.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$RASA_DB_PASSWORD" --set main="$POSTGRES_DB" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE conversations LOGIN PASSWORD :'password';
CREATE DATABASE conversations OWNER conversations;
REVOKE CONNECT ON DATABASE conversations FROM PUBLIC;
REVOKE CONNECT ON DATABASE :"main" FROM PUBLIC;
SQL
