-- Rows of an import that are corrected on its page. Forward only; never edited once released.

CREATE TABLE import_correction (
  import_id  uuid NOT NULL REFERENCES import ON DELETE CASCADE,
  row        integer NOT NULL,
  fields     jsonb NOT NULL,
  is_checked boolean NOT NULL DEFAULT false,
  PRIMARY KEY (import_id, row)
);
COMMENT ON TABLE import_correction IS 'What a person wrote into a row of an import instead of what stands in the file, which stays as it came.';
COMMENT ON COLUMN import_correction.row IS 'The row in the file, as a spreadsheet numbers it.';
COMMENT ON COLUMN import_correction.fields IS 'The text of each field that is another now.';
COMMENT ON COLUMN import_correction.is_checked IS 'Whether the last check began after it.';
