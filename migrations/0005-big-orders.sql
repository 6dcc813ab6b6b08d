-- Orders over very many lines: pause and resume, pace, and orders that undo another.

ALTER TABLE product_order
  ADD COLUMN paused_at      timestamptz,
  ADD COLUMN paused_by_name text,
  ADD COLUMN pace_from      timestamptz,
  ADD COLUMN pace_ended     integer,
  ADD COLUMN pace_next_from timestamptz,
  ADD COLUMN pace_next_ended integer;
COMMENT ON COLUMN product_order.paused_at IS 'Since when nothing of it begins; null = it goes on. Never set on an order that has ended.';
COMMENT ON COLUMN product_order.paused_by_name IS 'Who paused it.';
COMMENT ON COLUMN product_order.pace_from IS 'From when its pace is counted: 15 to 30 seconds before the newest result, longer when results are rarer.';
COMMENT ON COLUMN product_order.pace_ended IS 'How many of its items were completed or had failed at pace_from.';
COMMENT ON COLUMN product_order.pace_next_from IS 'What pace_from becomes 15 seconds later.';
COMMENT ON COLUMN product_order.pace_next_ended IS 'How many of its items were completed or had failed at pace_next_from.';

ALTER TABLE order_item ADD COLUMN paused boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN order_item.paused IS 'Its order is paused: it does not begin. What has begun goes on to its end all the same.';

DROP INDEX order_item_claim;
CREATE INDEX order_item_claim ON order_item (element, turn, due_at)
  WHERE is_head AND state IN ('acknowledged', 'inProgress') AND (NOT paused OR state = 'inProgress');
