-- The first organization with its administrator, a mail service and a domain, as long as no command makes them; run it as a
-- superuser once the subgraphs have started. Run again, it changes nothing, and tells the same ids.
--   issuer, subject   who signs in: OIDC_ISSUER to the letter, and `sub` of the token
--   name, email       of that person
--   organization      its name; domain, whose mail comes here
\set ON_ERROR_STOP 1
BEGIN;
CREATE FUNCTION pg_temp.new_id(prefix text) RETURNS text LANGUAGE sql AS
  $$ SELECT prefix || '_' || left(replace(gen_random_uuid()::text, '-', ''), 22) $$;
WITH known AS (SELECT id FROM accounts.organization WHERE name = :'organization'),
  made AS (
    INSERT INTO accounts.organization (id, name)
    SELECT pg_temp.new_id('org'), :'organization' WHERE NOT EXISTS (SELECT FROM known) RETURNING id)
SELECT id AS organization_id FROM known UNION ALL SELECT id FROM made \gset
WITH known AS (SELECT user_id FROM accounts.user_identity WHERE issuer = :'issuer' AND subject = :'subject'),
  made AS (
    INSERT INTO accounts.user_account (id, name, email)
    SELECT pg_temp.new_id('usr'), :'name', :'email' WHERE NOT EXISTS (SELECT FROM known) RETURNING id)
SELECT user_id FROM known UNION ALL SELECT id FROM made \gset
INSERT INTO accounts.user_identity (issuer, subject, user_id) VALUES (:'issuer', :'subject', :'user_id') ON CONFLICT DO NOTHING;
INSERT INTO accounts.membership (organization_id, user_id, role) VALUES (:'organization_id', :'user_id', 'ADMINISTRATOR')
  ON CONFLICT DO NOTHING;
WITH known AS (SELECT mail_service_id AS id FROM mail.mail_domain WHERE name = :'domain'),
  made AS (
    -- What everybody may do with their own mailbox; the API changes it.
    INSERT INTO mail.mail_service (id, organization_id, name, general_rights)
    SELECT pg_temp.new_id('msv'), :'organization_id', :'organization', '{AUTO_REPLIES,SORTING_RULES}'
    WHERE NOT EXISTS (SELECT FROM known) RETURNING id)
SELECT id AS mail_service_id FROM known UNION ALL SELECT id FROM made \gset
INSERT INTO mail.mail_domain (name, mail_service_id) VALUES (:'domain', :'mail_service_id') ON CONFLICT DO NOTHING;
COMMIT;
\echo :organization_id :user_id :mail_service_id
