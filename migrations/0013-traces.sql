ALTER TABLE product_order ADD COLUMN traceparent text;
COMMENT ON COLUMN product_order.traceparent IS 'The trace that the order was submitted in (W3C Trace Context §3.2), which its items go on with; null = nobody follows it.';
ALTER TABLE mail ADD COLUMN traceparent text;
COMMENT ON COLUMN mail.traceparent IS 'The trace that it was queued in (W3C Trace Context §3.2), which handing it over is a step of; null = nobody follows it.';
