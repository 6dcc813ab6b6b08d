-- Lists that people keep under a name. Forward only; never edited once released.

CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  person_id uuid NOT NULL REFERENCES person (id),
  name text NOT NULL CHECK (name <> ''),
  shared boolean NOT NULL,
  query jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE saved_view IS 'A list of numbers kept under a name: what narrows and sorts it, never the numbers themselves.';
COMMENT ON COLUMN saved_view.person_id IS 'Whose it is.';
COMMENT ON COLUMN saved_view.shared IS 'His colleagues see it too.';
COMMENT ON COLUMN saved_view.query IS 'As the contract of the fleet has it: filter, sort, direction.';
CREATE UNIQUE INDEX saved_view_own ON saved_view (person_id, name);
CREATE INDEX saved_view_shared ON saved_view (organisation_id) WHERE shared;
