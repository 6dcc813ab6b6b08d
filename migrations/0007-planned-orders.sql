-- Orders that begin later, and orders that end what another one adds.

ALTER TABLE billing_account DROP CONSTRAINT billing_account_cycle_day_check;
ALTER TABLE billing_account ADD CONSTRAINT billing_account_cycle_day_check CHECK (cycle_day BETWEEN 1 AND 31);
COMMENT ON COLUMN billing_account.cycle_day IS 'Day of the month, Europe/Brussels, on which a billing cycle begins; the last day of a month that has no such day.';

ALTER TABLE product_order DROP CONSTRAINT product_order_state_check;
ALTER TABLE product_order ADD CONSTRAINT product_order_state_check CHECK (state IN
  ('planned', 'acknowledged', 'inProgress', 'completed', 'partial', 'failed', 'cancelled'));
ALTER TABLE product_order ADD COLUMN starts jsonb;
ALTER TABLE product_order ADD COLUMN starts_at timestamptz;
ALTER TABLE product_order ADD COLUMN ends_order_id uuid REFERENCES product_order;
COMMENT ON COLUMN product_order.starts IS 'When it was asked to begin: {kind: at, at: time in Brussels} or {kind: cycle}; null = at once.';
COMMENT ON COLUMN product_order.starts_at IS 'When its first number begins; null = at once. Numbers of other billing cycles may begin later.';
COMMENT ON COLUMN product_order.ends_order_id IS 'The order whose additions this one takes away again: made with it, dropped for a number that did not get them.';
CREATE UNIQUE INDEX product_order_ends ON product_order (ends_order_id) WHERE ends_order_id IS NOT NULL;
CREATE INDEX product_order_planned ON product_order (organisation_id, starts_at) WHERE state = 'planned';

ALTER TABLE order_item DROP CONSTRAINT order_item_state_check;
ALTER TABLE order_item ADD CONSTRAINT order_item_state_check CHECK (state IN
  ('planned', 'acknowledged', 'inProgress', 'completed', 'failed', 'cancelled'));
COMMENT ON COLUMN order_item.due_at IS 'Not before: when it was submitted, when it is planned to begin, or when a setback lets it be tried again.';
CREATE INDEX order_item_planned ON order_item (due_at, sequence) WHERE state = 'planned';
CREATE INDEX order_item_planned_order ON order_item (order_id, due_at, billing_account_id) WHERE state = 'planned';
CREATE INDEX order_item_planned_line ON order_item (line_id) WHERE state = 'planned';

ALTER TABLE quote ADD COLUMN starts jsonb NOT NULL DEFAULT '{"kind": "now"}';
ALTER TABLE quote ADD COLUMN until text;
COMMENT ON COLUMN quote.starts IS 'When the order is to begin: {kind: now}, {kind: at, at: time in Brussels} or {kind: cycle}.';
COMMENT ON COLUMN quote.until IS 'Until when what it adds is wanted: a time in Brussels, 2026-03-14T23:59; null = for good.';
