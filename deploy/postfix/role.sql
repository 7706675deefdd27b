-- The role that Postfix connects with: it sees domains and addresses, where they lead and who may send as them, and no
-- password. Run it once as a superuser in the database of the mail subgraph, after the subgraph has started there for
-- the first time; then give the role a password, with \password hostgraph_postfix in psql.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hostgraph_postfix') THEN
    CREATE ROLE hostgraph_postfix LOGIN;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO hostgraph_postfix', current_database());
END
$$;
-- Whatever is sent to the mail server, it never takes the connections of the API: proxymap of master.cf has four
-- processes with a connection for each of the five maps. Mail that finds none is put off.
ALTER ROLE hostgraph_postfix CONNECTION LIMIT 20;
GRANT USAGE ON SCHEMA mail TO hostgraph_postfix;
GRANT SELECT ON mail.postfix_domain, mail.postfix_mailbox, mail.postfix_alias, mail.postfix_recipient_access,
  mail.postfix_sender_login TO hostgraph_postfix;
