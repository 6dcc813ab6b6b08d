-- Orders with which the operator's staff bring the network back to what the portal shows. Forward only; never edited once released.

ALTER TABLE product_order ADD COLUMN is_correction boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN product_order.is_correction IS 'The operator''s staff brought the network back to what the lines say: no option of a line changes, nothing is charged.';
