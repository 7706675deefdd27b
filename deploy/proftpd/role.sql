-- The role that ProFTPD connects with: it sees the accounts that can sign in now, and can say that one has, and how
-- much it stores. Run it once as a superuser in the database of the hosting subgraph, after the subgraph has started
-- there for the first time; then give the role a password, with \password hostgraph_proftpd in psql.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hostgraph_proftpd') THEN
    CREATE ROLE hostgraph_proftpd LOGIN;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO hostgraph_proftpd', current_database());
END
$$;
-- The server's sessions, and whoever tries passwords at it, never take the connections of the API; see "Connections of
-- PostgreSQL" in docs/operations.md for what the number fits. Sign-ins beyond it are refused until one is free.
ALTER ROLE hostgraph_proftpd CONNECTION LIMIT 40;
GRANT USAGE ON SCHEMA hosting TO hostgraph_proftpd;
GRANT SELECT ON hosting.ftp_login TO hostgraph_proftpd;
GRANT EXECUTE ON FUNCTION hosting.record_ftp_login, hosting.record_ftp_refusal, hosting.add_ftp_usage TO hostgraph_proftpd;
