-- What the operator's staff do with items that failed for good. Forward only; never edited once released.

CREATE TABLE handling (
  id              uuid PRIMARY KEY,
  action          text NOT NULL CHECK (action IN ('retry', 'complete', 'cancel')),
  note            text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  handled_by      uuid NOT NULL REFERENCES person,
  handled_by_name text NOT NULL,
  handled_at      timestamptz NOT NULL,
  cause           text,
  element         text
);
COMMENT ON TABLE handling IS 'One act of the operator''s staff on failed items: sent again, completed by hand or cancelled.';
COMMENT ON COLUMN handling.id IS 'Chosen by who asks: the same act sent twice is one.';
COMMENT ON COLUMN handling.note IS 'complete: what was done, for staff alone; cancel: the reason, which the customer is told.';
COMMENT ON COLUMN handling.cause IS 'Why its items had failed, when it was done to a group.';
CREATE INDEX handling_recent ON handling (handled_at DESC, id DESC);

CREATE TABLE handled_item (
  item_id         uuid NOT NULL REFERENCES order_item,
  handling_id     uuid NOT NULL REFERENCES handling,
  organisation_id uuid NOT NULL REFERENCES organisation,
  order_id        uuid NOT NULL REFERENCES product_order,
  failure         jsonb,
  PRIMARY KEY (item_id, handling_id)
);
COMMENT ON TABLE handled_item IS 'Which items an act of staff concerned.';
COMMENT ON COLUMN handled_item.failure IS 'Why the item had failed.';
CREATE INDEX handled_item_handling ON handled_item (handling_id);

-- The fallout of all companies, by element and cause, those that wait longest first.
CREATE INDEX order_item_fallout ON order_item (element, (failure ->> 'code'), ended_at, id) WHERE state = 'failed';
