-- Lines are found by when they came and when their options end. Forward only; never edited once released.

CREATE INDEX line_by_activation ON line (organisation_id, activated_at) INCLUDE (billing_account_id);
CREATE INDEX line_option_ending ON line_option (organisation_id, active_until, line_id)
  WHERE ended_at IS NULL AND active_until IS NOT NULL;
