-- Lines are compared with what the network has. Forward only; never edited once released.

CREATE TABLE line_drift (
  line_id            uuid PRIMARY KEY REFERENCES line,
  organisation_id    uuid NOT NULL REFERENCES organisation,
  line_version       bigint NOT NULL,
  element            text NOT NULL,
  found_at           timestamptz NOT NULL,
  seen_at            timestamptz NOT NULL,
  differences        jsonb NOT NULL
);
COMMENT ON TABLE line_drift IS 'Lines for which the network has something else than the portal shows, as last compared.';
COMMENT ON COLUMN line_drift.line_version IS 'line_state.version then: when the line has changed since, it says nothing until the next comparison.';
COMMENT ON COLUMN line_drift.found_at IS 'When it was first seen.';
COMMENT ON COLUMN line_drift.differences IS '[{what, portal, network}] in the words of the element; empty = the network does not know the SIM.';
CREATE INDEX line_drift_found ON line_drift (found_at, line_id);

CREATE TABLE comparison_round (
  is_only        boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  after_line     uuid,
  started_at     timestamptz NOT NULL,
  compared       integer NOT NULL DEFAULT 0,
  last_ended_at  timestamptz
);
COMMENT ON TABLE comparison_round IS 'How far the lines have been compared with the network in this round, in order of id; a round begins anew when it has ended.';
COMMENT ON COLUMN comparison_round.after_line IS 'The last line that was looked at; null = the round has only begun.';
