-- Staff take over what the network has for a line. Forward only; never edited once released.

ALTER TABLE product_order DROP CONSTRAINT product_order_operator_act_check;
ALTER TABLE product_order ADD CONSTRAINT product_order_operator_act_check
  CHECK (operator_act IN ('correction', 'expiry', 'takeover'));
COMMENT ON COLUMN product_order.operator_act IS 'What the operator did by itself, free of charge: correction = its staff brought the network back to what the lines say, expiry = the network is told that passes have ended, takeover = its staff made the lines say what the network has; null = a customer ordered it.';
