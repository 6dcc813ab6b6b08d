-- The IMSI and names without their separators are found too; searching and counting need only an index. Forward only; never edited once released.

-- Every row is written anew: without the indexes, which are made again below, in a fraction of the time.
DROP INDEX line_search, line_words, line_by_iccid, line_counts,
  line_by_name, line_by_msisdn, line_by_account, line_by_product, line_by_plan, line_by_status;
ALTER TABLE line ADD COLUMN imsi text NOT NULL DEFAULT '' CHECK (imsi ~ '^([0-9]{15})?$');
UPDATE line SET imsi = sim.imsi FROM sim WHERE sim.iccid = line.iccid;
COMMENT ON COLUMN line.imsi IS 'IMSI of the live SIM (ITU-T E.212), kept here for search; empty = the line never had a SIM.';

-- What is searched in changes: PostgreSQL before 17 needs the column anew, and with it its indexes.
ALTER TABLE line DROP COLUMN search_text;
ALTER TABLE line ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  fold_text(holder_first_name || ' ' || holder_last_name || ' ' || holder_first_name)
  || CASE WHEN fold_text(holder_first_name || holder_last_name) ~ '[^a-z0-9]'
     THEN ' ' || regexp_replace(fold_text(holder_first_name), '[^a-z0-9]', '', 'g')
       || ' ' || regexp_replace(fold_text(holder_last_name), '[^a-z0-9]', '', 'g') ELSE '' END
  || ' +' || msisdn
  || CASE WHEN msisdn LIKE '32%' THEN ' 0' || substr(msisdn, 3) ELSE '' END
  || ' ' || iccid || ' ' || imsi || ' ' || billing_account_number) STORED;
COMMENT ON COLUMN line.search_text IS 'What the search box looks in: name, its words without what separates them (Van den Broeck: vandenbroeck), +E.164, national form (Belgium: 0 + number after 32), ICCID, IMSI, customer number. Plans are found by their code.';
CREATE INDEX line_search ON line USING gin (organisation_id, search_text gin_trgm_ops);
-- Words of one or two letters have no trigram: they are looked for in the index alone, also where they are counted in groups.
CREATE INDEX line_words ON line (organisation_id)
  INCLUDE (search_text, billing_account_id, holder_sort, id, plan_code, subscription_kind, status);

-- With the customer number, so that the pages of a person who sees only some are found without looking at the lines of others.
CREATE INDEX line_by_name ON line (organisation_id, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_msisdn ON line (organisation_id, msisdn, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_account ON line (organisation_id, billing_account_number, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_product ON line (organisation_id, product, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_plan ON line (organisation_id, plan_code, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_status ON line (organisation_id, status, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_iccid ON line (iccid);
CREATE INDEX line_counts ON line (organisation_id, billing_account_id, status, plan_code, subscription_kind, product, billing_account_number);
