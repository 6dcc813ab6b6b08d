-- An OSS calls an order it has accepted by an id of its own, and is asked once to tell what becomes of orders.

ALTER TABLE order_item ADD COLUMN network_reference text;
COMMENT ON COLUMN order_item.network_reference IS 'What the network calls it since it accepted it, such as the id of a ServiceOrder (TMF641).';
CREATE INDEX order_item_network_reference ON order_item (network_reference)
  WHERE network_reference IS NOT NULL AND state = 'inProgress';

CREATE TABLE notification_hub (
  element       text PRIMARY KEY,
  address       text NOT NULL,
  callback      text NOT NULL,
  hub_id        text,
  registered_at timestamptz NOT NULL
);
COMMENT ON TABLE notification_hub IS 'Where network elements were asked to tell what becomes of orders (TMF641 hub).';
COMMENT ON COLUMN notification_hub.address IS 'Of the network element, when it was asked.';
COMMENT ON COLUMN notification_hub.callback IS 'SHA-256 of the address it was given: the address holds a secret.';
COMMENT ON COLUMN notification_hub.hub_id IS 'The id the element gave the registration, to take it back; null = it gave none.';
