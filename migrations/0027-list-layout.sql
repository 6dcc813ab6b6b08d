-- Which columns of the list a person looks at. Forward only; never edited once released.

CREATE TABLE list_layout (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  columns text[] NOT NULL CHECK (cardinality(columns) > 0),
  density text NOT NULL CHECK (density IN ('comfortable', 'compact')),
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE list_layout IS 'How a person has arranged the list of numbers; none = as it comes.';
COMMENT ON COLUMN list_layout.columns IS 'Columns that are shown, in their order, by the names of the contract.';
