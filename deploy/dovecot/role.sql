-- The role that Dovecot connects with: it sees who can sign in, and which mailbox an address leads to. Run it once as a
-- superuser in the database of the mail subgraph, after the subgraph has started there for the first time; then give
-- the role a password, with \password hostgraph_dovecot in psql.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hostgraph_dovecot') THEN
    CREATE ROLE hostgraph_dovecot LOGIN;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO hostgraph_dovecot', current_database());
END
$$;
-- Whatever happens at the mail server, it never takes the connections of the API. Dovecot's process for sign-ins has
-- five of them at most, and doveadm one for each run; sign-ins that find none are put off.
ALTER ROLE hostgraph_dovecot CONNECTION LIMIT 20;
GRANT USAGE ON SCHEMA mail TO hostgraph_dovecot;
GRANT SELECT ON mail.dovecot_login, mail.dovecot_mailbox TO hostgraph_dovecot;
