-- Numbers pasted into the search box, kept so that an address can stand for them. Forward only; never edited once released.

CREATE TABLE pasted_list (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  person_id uuid NOT NULL REFERENCES person (id),
  typed text[] NOT NULL,
  line_ids uuid[] NOT NULL CHECK (cardinality(line_ids) = cardinality(typed)),
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE pasted_list IS 'Numbers and ICCIDs pasted into the search box. Gone after thirty days, unless a saved view shows it.';
COMMENT ON COLUMN pasted_list.person_id IS 'Who pasted it; only lines that he may see were looked up.';
COMMENT ON COLUMN pasted_list.typed IS 'Each entry as it was pasted, once.';
COMMENT ON COLUMN pasted_list.line_ids IS 'The line that each entry names, in the same places; null = none that he sees.';
CREATE INDEX pasted_list_age ON pasted_list (made_at);
