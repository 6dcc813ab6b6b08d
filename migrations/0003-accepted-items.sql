-- A network element may take a change and work on it for minutes or days: TMF641 calls the order acknowledged.

ALTER TABLE order_item
  ADD COLUMN accepted_at timestamptz,
  ADD COLUMN is_woken boolean NOT NULL DEFAULT false,
  ADD COLUMN cancelling text CHECK (cancelling IN ('wanted', 'told')),
  ADD COLUMN sent_again smallint NOT NULL DEFAULT 0;
COMMENT ON COLUMN order_item.accepted_at IS 'Since when the network works on it, as far as it said so; null = it has not accepted it.';
COMMENT ON COLUMN order_item.is_woken IS 'The network told of it since it was last claimed: it is due at once, also when its present worker lets go of it.';
COMMENT ON COLUMN order_item.cancelling IS 'A person wants an accepted item cancelled: wanted = the network is to be asked, told = it was asked and what it says is read back.';
COMMENT ON COLUMN order_item.sent_again IS 'How often a person has sent it again after it had failed.';
