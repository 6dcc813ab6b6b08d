-- What the operator orders by itself, and passes of whose end the network is told. Forward only; never edited once released.

ALTER TABLE product_order ADD COLUMN operator_act text CHECK (operator_act IN ('correction', 'expiry'));
UPDATE product_order SET operator_act = 'correction' WHERE is_correction;
ALTER TABLE product_order DROP COLUMN is_correction;
COMMENT ON COLUMN product_order.operator_act IS 'What the operator did by itself, free of charge: correction = its staff brought the network back to what the lines say, expiry = the network is told that passes have ended; null = a customer ordered it.';
ALTER TABLE product_order ALTER COLUMN requested_by DROP NOT NULL;
COMMENT ON COLUMN product_order.requested_by IS 'Null = the portal by itself.';

ALTER TABLE line_option ADD COLUMN leaves_network boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN line_option.leaves_network IS 'Its time is over and the network is still to be told, as soon as nothing else is under way on its line.';
CREATE INDEX line_option_leaving ON line_option (line_id) WHERE leaves_network;
