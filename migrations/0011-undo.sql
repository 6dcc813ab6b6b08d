-- An order that has ended can be reversed by another one. Forward only; never edited once released.

ALTER TABLE quote ADD COLUMN undoes_order_id uuid REFERENCES product_order;
COMMENT ON COLUMN quote.undoes_order_id IS 'The order whose completed items it reverses: then what is wanted differs from line to line.';

ALTER TABLE product_order ADD COLUMN undoes_order_id uuid REFERENCES product_order;
COMMENT ON COLUMN product_order.undoes_order_id IS 'The order whose completed items it reverses.';
CREATE INDEX product_order_undoes ON product_order (undoes_order_id) WHERE undoes_order_id IS NOT NULL;

ALTER TABLE line_option
  ADD COLUMN modified_by_item  uuid,
  ADD COLUMN parameters_before jsonb;
COMMENT ON COLUMN line_option.modified_by_item IS 'The order item that set its parameters last, when they were set anew since it is active.';
COMMENT ON COLUMN line_option.parameters_before IS 'The parameters before modified_by_item: what an undo puts back.';
