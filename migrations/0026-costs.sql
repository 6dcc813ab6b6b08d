-- What lines cost is added up in groups from indexes alone. Forward only; never edited once released.

-- Most options are free: those that are not are a small part.
CREATE INDEX line_option_priced ON line_option (organisation_id, line_id) INCLUDE (monthly_price)
  WHERE ended_at IS NULL AND monthly_price > 0;
-- The version of the catalogue says the price of the plan. A key, not included: entries that are alike are then stored once.
DROP INDEX line_counts;
CREATE INDEX line_counts ON line
  (organisation_id, billing_account_id, status, plan_code, subscription_kind, product, billing_account_number, catalogue_version);
