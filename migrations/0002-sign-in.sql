-- Flottille: sign-in. Forward only; never edited once released.

CREATE VIEW sign_in_user AS
  SELECT id,
         first_name || ' ' || last_name AS name,
         email,
         true AS email_verified,
         NULL::text AS image,
         created_at,
         created_at AS updated_at
  FROM person
  WHERE disabled_at IS NULL;
COMMENT ON VIEW sign_in_user IS 'The people who may sign in, as the identity library knows a user: person is the only truth, and who is disabled does not exist for it.';

CREATE TABLE sign_in_credential (
  id          uuid PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  provider_id text NOT NULL CHECK (provider_id = 'credential'),
  account_id  text NOT NULL,
  password    text NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  UNIQUE (person_id, provider_id),
  CHECK (account_id = person_id::text)
);
COMMENT ON TABLE sign_in_credential IS 'How a person proves who he is. One kind so far: a password.';
COMMENT ON COLUMN sign_in_credential.account_id IS 'The person''s name at the provider; for a password the person''s own id.';
COMMENT ON COLUMN sign_in_credential.password IS '<salt>:<scrypt N=16384 r=16 p=1>, both in hexadecimal.';

CREATE TABLE sign_in_session (
  id         uuid PRIMARY KEY,
  person_id  uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  token      text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ip         text,
  user_agent text
);
COMMENT ON TABLE sign_in_session IS 'One row a browser that is signed in; signing out deletes it.';
COMMENT ON COLUMN sign_in_session.token IS 'In the cookie with a signature (HMAC-SHA-256 by AUTH_SECRET): worth nothing to who has only the database.';
COMMENT ON COLUMN sign_in_session.expires_at IS 'Moves on while it is used, written at most once a day.';
CREATE INDEX sign_in_session_person ON sign_in_session (person_id);
CREATE INDEX sign_in_session_expired ON sign_in_session (expires_at);

CREATE TABLE sign_in_reset (
  person_id  uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_reset IS 'The link with which a person may set a new password. One a person: a newer one replaces it; using it deletes it.';
COMMENT ON COLUMN sign_in_reset.token_hash IS 'SHA-256 of the token in the link, base64url.';

CREATE TABLE sign_in_attempt (
  kind           text NOT NULL CHECK (kind IN ('pair', 'account', 'address', 'reset-account', 'reset-address')),
  key            text NOT NULL,
  failures       integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  checking       integer NOT NULL DEFAULT 0 CHECK (checking >= 0),
  changed_at     timestamptz NOT NULL,
  wait_until     timestamptz,
  familiar_until timestamptz,
  PRIMARY KEY (kind, key)
);
COMMENT ON TABLE sign_in_attempt IS 'What is counted to slow down guessing. pair = one account from one address.';
COMMENT ON COLUMN sign_in_attempt.key IS 'HMAC of the account''s mail address and/or the remote address, so that the table names nobody; accounts that do not exist are counted alike.';
COMMENT ON COLUMN sign_in_attempt.failures IS 'Wrong passwords (or links asked for) since it was last forgotten.';
COMMENT ON COLUMN sign_in_attempt.checking IS 'Passwords being compared at this moment: they count as wrong until known to be right.';
COMMENT ON COLUMN sign_in_attempt.familiar_until IS 'pair: the right password was given from this address not long ago.';
CREATE INDEX sign_in_attempt_old ON sign_in_attempt (changed_at);
