-- Changes from a file, or pasted. Forward only; never edited once released.

ALTER TABLE quote ADD COLUMN wishes jsonb, ADD COLUMN line_wishes integer[];
COMMENT ON COLUMN quote.wishes IS 'The distinct changes, where what is wanted differs from line to line; null = the same on all.';
COMMENT ON COLUMN quote.line_wishes IS 'Which of wishes (from 0) each line is to have, in the order of line_ids.';

CREATE TABLE import (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  made_by         uuid NOT NULL REFERENCES person,
  made_at         timestamptz NOT NULL,
  locale          text NOT NULL CHECK (locale IN ('fr', 'nl', 'en', 'de')),
  file_name       text NOT NULL,
  is_pasted       boolean NOT NULL,
  size            integer NOT NULL,
  content_hash    bytea,
  reading         jsonb,
  columns         jsonb,
  kind            text NOT NULL CHECK (kind IN ('options', 'holders', 'cost-centres')),
  state           text NOT NULL CHECK (state IN ('receiving', 'mapping', 'checking', 'checked', 'refused', 'submitted')),
  attempt         integer NOT NULL DEFAULT 0,
  lease_until     timestamptz,
  progress        real NOT NULL DEFAULT 0,
  rows_read       integer NOT NULL DEFAULT 0,
  rows_empty      integer NOT NULL DEFAULT 0,
  refusal         jsonb,
  quote_id        uuid,
  order_id        uuid REFERENCES product_order,
  submitted_at    timestamptz
);
COMMENT ON TABLE import IS 'A file, or cells that were pasted, on its way to becoming changes of lines. Seen by its maker alone.';
COMMENT ON COLUMN import.locale IS 'The language of the page it was made on.';
COMMENT ON COLUMN import.content_hash IS 'SHA-256 of the file, by which the same one is known again; null while it is received.';
COMMENT ON COLUMN import.kind IS 'What the rows are about.';
COMMENT ON COLUMN import.reading IS 'How the file is read: format, encoding, separator, sheet, whether it has a header; null while it is received.';
COMMENT ON COLUMN import.columns IS 'The columns of the file in their order: the name in its header, and what it means to us (field) or null.';
COMMENT ON COLUMN import.attempt IS 'Grows whenever a worker takes it in hand: one that was given up writes nothing any more.';
COMMENT ON COLUMN import.progress IS 'Part of the file that is checked, 0 to 1.';
COMMENT ON COLUMN import.rows_empty IS 'Rows without anything in them, or that ask for nothing: neither good nor bad.';
COMMENT ON COLUMN import.refusal IS 'Why the file as a whole cannot be used: code, English sentence and values.';
COMMENT ON COLUMN import.quote_id IS 'The dry run of the good rows. Quotes are gone after half an hour: it is checked again then.';
CREATE INDEX import_of_maker ON import (made_by, made_at DESC);
CREATE INDEX import_by_content ON import (organisation_id, content_hash) WHERE state = 'submitted';
CREATE INDEX import_to_check ON import (made_at) WHERE state = 'checking';
CREATE INDEX import_by_age ON import (made_at);

CREATE TABLE import_chunk (
  import_id uuid NOT NULL REFERENCES import ON DELETE CASCADE,
  place     integer NOT NULL,
  bytes     bytea NOT NULL,
  PRIMARY KEY (import_id, place)
);
COMMENT ON TABLE import_chunk IS 'The file as it came, in pieces of 256 KiB (the last is shorter): any process can read it again, from any place.';
ALTER TABLE import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE import_block (
  import_id uuid NOT NULL REFERENCES import ON DELETE CASCADE,
  place     integer NOT NULL,
  last_row  integer NOT NULL,
  rows      integer[] NOT NULL,
  line_ids  uuid[] NOT NULL,
  written   text[] NOT NULL,
  wish_of   integer[] NOT NULL,
  wishes    jsonb NOT NULL,
  PRIMARY KEY (import_id, place)
);
COMMENT ON TABLE import_block IS 'Checked rows of an import, some thousand in one row: the rows that name a line in sight and say what is wanted of it.';
COMMENT ON COLUMN import_block.last_row IS 'Up to this row of the file everything is checked.';
COMMENT ON COLUMN import_block.rows IS 'The row in the file, as a spreadsheet numbers it.';
COMMENT ON COLUMN import_block.written IS 'What names the line, as it is written in the row.';
COMMENT ON COLUMN import_block.wish_of IS 'Which of wishes (from 0) each row asks for.';

CREATE TABLE import_bad_row (
  import_id uuid NOT NULL REFERENCES import ON DELETE CASCADE,
  row       integer NOT NULL,
  code      text NOT NULL,
  written   text NOT NULL,
  values    jsonb,
  PRIMARY KEY (import_id, row)
);
COMMENT ON TABLE import_bad_row IS 'A row of an import that cannot be carried out.';
COMMENT ON COLUMN import_bad_row.code IS 'Why; rules = the rules of the catalogue refuse it.';
COMMENT ON COLUMN import_bad_row.written IS 'What of the row it is about, as it is written there.';
COMMENT ON COLUMN import_bad_row.values IS 'Of rules: the reasons and the way out.';
CREATE INDEX import_bad_row_reason ON import_bad_row (import_id, code, row);
