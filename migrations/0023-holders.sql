-- Who uses a line and what it is charged to, with dates. Forward only; never edited once released.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE holder (
  id               uuid NOT NULL,
  organisation_id  uuid NOT NULL,
  first_name       text NOT NULL DEFAULT '' CHECK (length(first_name) <= 200),
  last_name        text NOT NULL CHECK (length(last_name) <= 200),
  email            text CHECK (email = lower(email)),
  personnel_number text,
  locale           text CHECK (locale IN ('fr', 'nl', 'en', 'de')),
  created_at       timestamptz NOT NULL,
  added_by         uuid,
  removed_at       timestamptz,
  name_sort        text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text(last_name || ', ' || first_name)) STORED,
  search_text      text NOT NULL GENERATED ALWAYS AS (
                     fold_text(first_name || ' ' || last_name || ' ' || first_name || ' ' || coalesce(email, '') || ' '
                       || coalesce(personnel_number, ''))) STORED,
  CHECK (CASE WHEN removed_at IS NULL THEN last_name <> ''
         ELSE first_name || last_name || coalesce(email, '') || coalesce(personnel_number, '') = '' END)
);
COMMENT ON TABLE holder IS 'Somebody of a customer who uses lines. He need not sign in: that is a person. The only place where his data is written down.';
COMMENT ON COLUMN holder.first_name IS 'Empty when the holder is a thing or a place: a router, a site.';
COMMENT ON COLUMN holder.personnel_number IS 'As the customer numbers his people; unique in his organisation.';
COMMENT ON COLUMN holder.locale IS 'The language he is written to in; null = that of his organisation.';
COMMENT ON COLUMN holder.added_by IS 'Who sees him though he has no line yet, however few customer numbers he sees; null = the portal.';
COMMENT ON COLUMN holder.removed_at IS 'Since when nothing is known of him any more but which lines somebody had; then all texts are empty.';
COMMENT ON COLUMN holder.name_sort IS 'Name as it is sorted: folded, in code point order, the same on every server.';

CREATE TABLE cost_centre (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  code            text COLLATE "C" NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
  name            text NOT NULL CHECK (length(name) <= 200),
  created_at      timestamptz NOT NULL,
  closed_at       timestamptz,
  search_text     text NOT NULL GENERATED ALWAYS AS (fold_text(code || ' ' || name)) STORED,
  UNIQUE (organisation_id, code)
);
COMMENT ON TABLE cost_centre IS 'What a customer charges lines to, by the code of his own books.';
COMMENT ON COLUMN cost_centre.code IS 'Never changed: reports name it. Another code is another cost centre.';
COMMENT ON COLUMN cost_centre.closed_at IS 'Since when no line is given it any more; lines that have it keep it until they are moved.';

CREATE TABLE line_holder (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  line_id         uuid NOT NULL,
  target_id       uuid NOT NULL,
  valid_from      date NOT NULL,
  valid_until     date,
  phase           text NOT NULL CHECK (phase IN ('planned', 'current', 'ended')),
  CHECK (valid_until >= valid_from)
);
COMMENT ON TABLE line_holder IS 'Who used a line from when until when; no line ever has two at once. line.holder_* is kept equal to the current one.';
COMMENT ON COLUMN line_holder.target_id IS 'The holder.';
COMMENT ON COLUMN line_holder.valid_from IS 'First day, Europe/Brussels.';
COMMENT ON COLUMN line_holder.valid_until IS 'Last day, Europe/Brussels; null = until further notice.';
COMMENT ON COLUMN line_holder.phase IS 'Where today stands, for finding what is due: planned rows begin and current ones end by themselves.';

CREATE TABLE line_cost_centre (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  line_id         uuid NOT NULL REFERENCES line_state,
  target_id       uuid NOT NULL REFERENCES cost_centre,
  valid_from      date NOT NULL,
  valid_until     date,
  phase           text NOT NULL CHECK (phase IN ('planned', 'current', 'ended')),
  CHECK (valid_until >= valid_from),
  CONSTRAINT line_cost_centre_one_at_once EXCLUDE USING gist (line_id WITH =, daterange(valid_from, valid_until, '[]') WITH &&)
);
COMMENT ON TABLE line_cost_centre IS 'What a line was charged to from when until when; no line ever has two at once. line.cost_centre_code is kept equal to the current one.';
COMMENT ON COLUMN line_cost_centre.target_id IS 'The cost centre.';
COMMENT ON COLUMN line_cost_centre.valid_from IS 'First day, Europe/Brussels.';
COMMENT ON COLUMN line_cost_centre.valid_until IS 'Last day, Europe/Brussels; null = until further notice.';
COMMENT ON COLUMN line_cost_centre.phase IS 'Where today stands, for finding what is due: planned rows begin and current ones end by themselves.';
CREATE INDEX line_cost_centre_line ON line_cost_centre (line_id, valid_from);
CREATE INDEX line_cost_centre_target ON line_cost_centre (target_id, phase, line_id);
CREATE INDEX line_cost_centre_beginning ON line_cost_centre (valid_from) WHERE phase = 'planned';
CREATE INDEX line_cost_centre_ending ON line_cost_centre (valid_until) WHERE phase = 'current' AND valid_until IS NOT NULL;

-- Who was named on a line becomes a holder of his own, one a line: that two of the same name are one person is for the customer to say.
CREATE TEMPORARY TABLE named ON COMMIT DROP AS
  SELECT id AS line_id, gen_random_uuid() AS holder_id, organisation_id, holder_first_name AS first_name,
    holder_last_name AS last_name, activated_at
  FROM line WHERE holder_last_name <> '' OR holder_first_name <> '';
INSERT INTO holder (id, organisation_id, first_name, last_name, created_at)
  SELECT holder_id, organisation_id, CASE WHEN last_name = '' THEN '' ELSE first_name END,
    CASE WHEN last_name = '' THEN first_name ELSE last_name END, now() FROM named;
INSERT INTO line_holder (id, organisation_id, line_id, target_id, valid_from, phase)
  SELECT gen_random_uuid(), organisation_id, line_id, holder_id,
    (least(activated_at, now()) AT TIME ZONE 'Europe/Brussels')::date, 'current'
  FROM named;
-- With the rows there, keys and indexes are built in a fraction of the time.
SET LOCAL maintenance_work_mem = '256MB';
ALTER TABLE holder ADD PRIMARY KEY (id), ADD FOREIGN KEY (organisation_id) REFERENCES organisation,
  ADD FOREIGN KEY (added_by) REFERENCES person;
CREATE UNIQUE INDEX holder_personnel_number ON holder (organisation_id, personnel_number);
CREATE INDEX holder_by_name ON holder (organisation_id, name_sort, id) WHERE removed_at IS NULL;
CREATE INDEX holder_search ON holder USING gin (organisation_id, search_text gin_trgm_ops);
ALTER TABLE line_holder ADD PRIMARY KEY (id), ADD FOREIGN KEY (line_id) REFERENCES line_state,
  ADD FOREIGN KEY (target_id) REFERENCES holder,
  ADD CONSTRAINT line_holder_one_at_once EXCLUDE USING gist (line_id WITH =, daterange(valid_from, valid_until, '[]') WITH &&);
CREATE INDEX line_holder_line ON line_holder (line_id, valid_from);
CREATE INDEX line_holder_target ON line_holder (target_id, phase, line_id);
CREATE INDEX line_holder_beginning ON line_holder (valid_from) WHERE phase = 'planned';
CREATE INDEX line_holder_ending ON line_holder (valid_until) WHERE phase = 'current' AND valid_until IS NOT NULL;

UPDATE line SET holder_last_name = holder_first_name, holder_first_name = '' WHERE holder_last_name = '' AND holder_first_name <> '';

COMMENT ON COLUMN line.holder_last_name IS 'Of the holder it has today (line_holder), kept here for search and sort; empty = nobody.';
COMMENT ON COLUMN line.holder_first_name IS 'As holder_last_name.';
ALTER TABLE line ADD COLUMN cost_centre_code text COLLATE "C" NOT NULL DEFAULT '';
COMMENT ON COLUMN line.cost_centre_code IS 'Of the cost centre it has today (line_cost_centre), kept here for search and sort; empty = none.';
ALTER TABLE line ADD COLUMN personnel_number text NOT NULL DEFAULT '';
COMMENT ON COLUMN line.personnel_number IS 'Of the holder it has today, kept here for search; empty = he has none.';
CREATE FUNCTION searched_code(code text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN CASE WHEN code = '' THEN '' ELSE ' ' || fold_text(code) END
    || CASE WHEN fold_text(code) ~ '[^a-z0-9]' THEN ' ' || regexp_replace(fold_text(code), '[^a-z0-9]', '', 'g') ELSE '' END;
COMMENT ON FUNCTION searched_code IS 'A code as it is searched: folded, and once more without what separates its parts (41-20: 4120).';
-- What is searched in changes: PostgreSQL before 17 needs the column anew, and with it its indexes. It writes the rows anew once, and
-- builds the other indexes from them.
ALTER TABLE line DROP COLUMN search_text;
ALTER TABLE line ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  fold_text(holder_first_name || ' ' || holder_last_name || ' ' || holder_first_name)
  || CASE WHEN fold_text(holder_first_name || holder_last_name) ~ '[^a-z0-9]'
     THEN ' ' || regexp_replace(fold_text(holder_first_name), '[^a-z0-9]', '', 'g')
       || ' ' || regexp_replace(fold_text(holder_last_name), '[^a-z0-9]', '', 'g') ELSE '' END
  || ' +' || msisdn
  || CASE WHEN msisdn LIKE '32%' THEN ' 0' || substr(msisdn, 3) ELSE '' END
  || ' ' || iccid || ' ' || imsi || ' ' || billing_account_number
  || searched_code(cost_centre_code) || searched_code(personnel_number)) STORED;
COMMENT ON COLUMN line.search_text IS 'What the search box looks in: name, its words without what separates them (Van den Broeck: vandenbroeck), +E.164, national form (Belgium: 0 + number after 32), ICCID, IMSI, customer number, code of the cost centre, personnel number. Plans and the names of cost centres are found by their codes.';
CREATE INDEX line_search ON line USING gin (organisation_id, search_text gin_trgm_ops);
-- Words of one or two letters have no trigram: they are looked for in the index alone, also where they are counted in groups.
CREATE INDEX line_words ON line (organisation_id)
  INCLUDE (search_text, billing_account_id, holder_sort, id, plan_code, subscription_kind, status, cost_centre_code);
CREATE INDEX line_by_cost_centre ON line (organisation_id, cost_centre_code, holder_sort, id) INCLUDE (billing_account_id);
