-- Flottille: workers share what a network element bears, and small changes do not wait for large orders. Forward only; never edited once released.

CREATE TABLE network_element (
  name        text PRIMARY KEY,
  next_free   timestamptz NOT NULL DEFAULT timestamptz '2000-01-01 00:00:00+00',
  failures    integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  open_until  timestamptz,
  probe_until timestamptz
) WITH (fillfactor = 50);
COMMENT ON TABLE network_element IS 'What all workers know of a network element: its rate and its circuit breaker. All times are of the clock of the database.';
COMMENT ON COLUMN network_element.next_free IS 'When the next call may be made that nobody has reserved; moved on by each claim, by one gap for each call.';
COMMENT ON COLUMN network_element.failures IS 'Calls in a row without a clear answer, of all workers.';
COMMENT ON COLUMN network_element.open_until IS 'Left alone until then; after it one item tries whether the element answers again. Null = in use.';
COMMENT ON COLUMN network_element.probe_until IS 'Until then a worker holds the right to try it with one item.';

CREATE TABLE network_element_worker (
  element   text NOT NULL REFERENCES network_element ON DELETE CASCADE,
  worker    uuid NOT NULL,
  calls     integer NOT NULL CHECK (calls >= 0),
  joined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (element, worker)
) WITH (fillfactor = 50);
COMMENT ON TABLE network_element_worker IS 'Workers that are alive, and how many calls at a time each may make: together never more than the element bears.';
COMMENT ON COLUMN network_element_worker.seen_at IS 'Last sign of life, by the clock of the database; its calls are shared out again when there is none for a lease.';

-- What was never begun is always due and is taken by turn; what was begun and let go of is taken when it is due. In one index the
-- first would be found behind all of the second that is due later.
DROP INDEX order_item_claim;
ALTER TABLE order_item
  DROP COLUMN turn,
  ADD COLUMN place integer;
ALTER TABLE order_item
  ADD COLUMN lane smallint NOT NULL GENERATED ALWAYS AS (CASE WHEN coalesce(place, position) < 50 THEN 0 ELSE 1 END) STORED,
  ADD COLUMN turn interval NOT NULL GENERATED ALWAYS AS (
    (due_at - timestamptz '2000-01-01 00:00:00+00') + coalesce(place, position) * interval '100 milliseconds') STORED;
COMMENT ON COLUMN order_item.place IS 'Place among the items that were sent again together; null = position. A single number sent again is a small change, wherever it stood in its order.';
COMMENT ON COLUMN order_item.lane IS '0 = small: one of the first 50 that were ordered or sent again together; 1 = large. Small ones go first.';
COMMENT ON COLUMN order_item.turn IS 'Which of the small, and which of the large ones, comes first: due_at, later by 100 ms for each place, so that of two large orders the one that was served least goes first.';
CREATE INDEX order_item_next ON order_item (element, lane, turn) WHERE is_head AND state = 'acknowledged' AND NOT paused;
CREATE INDEX order_item_again ON order_item (element, lane, due_at) WHERE is_head AND state = 'inProgress';
