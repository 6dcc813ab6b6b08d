-- Lists of numbers written as files in the background, and kept for their person. Forward only; never edited once released.

CREATE TABLE export (
  id                  uuid PRIMARY KEY,
  organisation_id     uuid NOT NULL REFERENCES organisation,
  asked_by            uuid NOT NULL REFERENCES person,
  asked_at            timestamptz NOT NULL,
  name                text,
  wish                jsonb NOT NULL,
  state               text NOT NULL CHECK (state IN ('waiting', 'writing', 'ready', 'failed')),
  attempt             integer NOT NULL DEFAULT 0,
  failures            integer NOT NULL DEFAULT 0,
  lease_until         timestamptz,
  begun_at            timestamptz,
  rows_total          integer NOT NULL,
  rows_written        integer NOT NULL DEFAULT 0,
  size                bigint NOT NULL DEFAULT 0,
  file_name           text,
  billing_account_ids uuid[],
  ended_at            timestamptz,
  expires_at          timestamptz,
  failure             jsonb
);
COMMENT ON TABLE export IS 'A file with lines that somebody asked for and that workers write. Seen by that person alone.';
COMMENT ON COLUMN export.name IS 'Of the view that it shows; null = a list or a selection without a name.';
COMMENT ON COLUMN export.wish IS 'Which lines, in what order, and what file: as the contract of the fleet has it.';
COMMENT ON COLUMN export.attempt IS 'Grows whenever a worker takes it in hand: one that was given up writes nothing any more.';
COMMENT ON COLUMN export.failures IS 'How often it could not be written, or its worker was lost, since it was asked for.';
COMMENT ON COLUMN export.lease_until IS 'Of writing: until then it is its worker''s. Of waiting: nobody takes it before.';
COMMENT ON COLUMN export.begun_at IS 'When the present attempt began.';
COMMENT ON COLUMN export.rows_total IS 'How many lines it will have; exact when it is ready.';
COMMENT ON COLUMN export.billing_account_ids IS 'The customer numbers that its person was limited to when it was written; null = none. Who sees less today may not have the file.';
COMMENT ON COLUMN export.expires_at IS 'When it is forgotten; set when it has ended.';
COMMENT ON COLUMN export.failure IS 'Why there is no file: code, English sentence and values.';
CREATE INDEX export_of_person ON export (asked_by, asked_at DESC);
CREATE INDEX export_to_write ON export (asked_at) WHERE state IN ('waiting', 'writing');
CREATE INDEX export_by_end ON export (expires_at);

CREATE TABLE export_chunk (
  export_id uuid NOT NULL REFERENCES export ON DELETE CASCADE,
  place     integer NOT NULL,
  bytes     bytea NOT NULL,
  PRIMARY KEY (export_id, place)
);
COMMENT ON TABLE export_chunk IS 'The file of an export in pieces of 256 KiB (the last is shorter).';
