-- Pausing, resuming and cancelling the rest of an order hold at once and go through its items in batches. Forward only; never edited once released.

CREATE TABLE order_sweep (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES product_order (id),
  kind text NOT NULL CHECK (kind IN ('pause', 'resume', 'cancel')),
  billing_account_ids uuid[] NOT NULL,
  last_sequence bigint NOT NULL,
  next_position integer NOT NULL DEFAULT 0,
  left_count integer NOT NULL,
  asked_at timestamptz NOT NULL
);
COMMENT ON TABLE order_sweep IS 'A pause, a resumption or a cancellation on its way through the items of an order; gone when all have followed. What is to be paused or cancelled is not claimed meanwhile.';
COMMENT ON COLUMN order_sweep.billing_account_ids IS 'Of its items those of these customer numbers: what the person who asked may see.';
COMMENT ON COLUMN order_sweep.last_sequence IS 'The newest item when it was asked: what is sent again later is not cancelled with the rest.';
COMMENT ON COLUMN order_sweep.next_position IS 'Items before this position have been looked at in this round; it ends with a round from 0 that finds nothing.';
COMMENT ON COLUMN order_sweep.left_count IS 'How many items have not followed yet, as the page tells.';
CREATE INDEX order_sweep_order ON order_sweep (order_id);
