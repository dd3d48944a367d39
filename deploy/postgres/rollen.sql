-- Twee databases met twee rollen: wie de ene leest, leest van de andere niets. Draait als beheerder van de server, één keer.
-- De wachtwoorden staan in bestanden, waarvan de omgeving de plek noemt.
\set ON_ERROR_STOP on
\set wachtwoord `cat "$REGIEKAMER_WACHTWOORD_FILE"`
\set sleutels_wachtwoord `cat "$SLEUTELS_WACHTWOORD_FILE"`

CREATE ROLE regiekamer LOGIN PASSWORD :'wachtwoord';
CREATE ROLE regiekamer_sleutels LOGIN PASSWORD :'sleutels_wachtwoord';

-- Grenzen aan de tijd horen bij de rol: achter PgBouncer heeft een verbinding geen eigen instellingen.
ALTER ROLE regiekamer SET statement_timeout = '30s';
ALTER ROLE regiekamer SET lock_timeout = '10s';
ALTER ROLE regiekamer SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE regiekamer_sleutels SET statement_timeout = '30s';
ALTER ROLE regiekamer_sleutels SET lock_timeout = '10s';
ALTER ROLE regiekamer_sleutels SET idle_in_transaction_session_timeout = '60s';

CREATE DATABASE regiekamer OWNER regiekamer ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE regiekamer_sleutels OWNER regiekamer_sleutels ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE regiekamer FROM PUBLIC;
REVOKE ALL ON DATABASE regiekamer_sleutels FROM PUBLIC;
