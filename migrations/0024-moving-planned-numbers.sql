-- Moving a planned order to another time holds at once and goes through its numbers in batches, as a pause or a cancellation does. Forward only; never
-- edited once released.

ALTER TABLE order_sweep DROP CONSTRAINT order_sweep_kind_check;
ALTER TABLE order_sweep ADD CONSTRAINT order_sweep_kind_check CHECK (kind IN ('pause', 'resume', 'cancel', 'move'));
COMMENT ON TABLE order_sweep IS 'A pause, a resumption, a cancellation or a move to another time on its way through the items of an order; gone when all have followed. What is to be paused, cancelled or moved does not begin meanwhile.';
COMMENT ON COLUMN order_sweep.next_position IS 'Items before this position have been looked at in this round; it ends with a round from 0 that finds nothing, a move with its first round.';
