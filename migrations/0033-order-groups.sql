-- An order over several kinds of subscription or statuses says what was asked of each. Forward only; never edited once released.

ALTER TABLE product_order ADD COLUMN groups jsonb;
COMMENT ON COLUMN product_order.groups IS 'What was asked of each kind of subscription and status, where there are several: [{subscriptionKind, status, change, itemCount}]; null = the same of all lines, or of each what change and its item say.';
