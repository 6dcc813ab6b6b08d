-- Users and cost centres that come from a file are given by the workers, block by block. Forward only; never edited once released.

ALTER TABLE import DROP CONSTRAINT import_state_check;
ALTER TABLE import ADD CONSTRAINT import_state_check
  CHECK (state IN ('receiving', 'mapping', 'checking', 'checked', 'refused', 'carrying', 'submitted'));
ALTER TABLE import
  ADD COLUMN adds_unknown boolean NOT NULL DEFAULT false,
  ADD COLUMN rows_same integer NOT NULL DEFAULT 0,
  ADD COLUMN targets jsonb,
  ADD COLUMN carried_blocks integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN import.adds_unknown IS 'Of cost centres: the person wants those the company does not have yet to be added.';
COMMENT ON COLUMN import.rows_same IS 'Of users and cost centres: rows whose lines have all of it already, neither good nor bad.';
COMMENT ON COLUMN import.targets IS 'Of users and cost centres that are checked: how many are added, and which are given most.';
COMMENT ON COLUMN import.carried_blocks IS 'Of users and cost centres: blocks that are carried out. Who takes over goes on behind them.';
DROP INDEX import_to_check;
CREATE INDEX import_to_work_on ON import (made_at) WHERE state IN ('checking', 'carrying');
DROP INDEX import_by_content;
CREATE INDEX import_by_content ON import (organisation_id, content_hash) WHERE state IN ('carrying', 'submitted');
