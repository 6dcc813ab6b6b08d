-- Flottille: the foundation. Forward only; never edited once released.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- unaccent() is only STABLE because its dictionary could be swapped; an index needs an immutable function.
CREATE FUNCTION fold_text(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, value));
COMMENT ON FUNCTION fold_text IS 'Text as it is searched: lower case, without accents.';

-- Folded first: unaccent() turns some characters into wildcards (a full-width percent sign into %).
CREATE FUNCTION containing(word text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN '%' || replace(replace(replace(fold_text(word), '\', '\\'), '%', '\%'), '_', '\_') || '%';
COMMENT ON FUNCTION containing IS 'LIKE pattern for folded text that contains the word; wildcards in the word are plain characters.';

---------------------------------------------------------------- organisations

CREATE TABLE organisation (
  id                uuid PRIMARY KEY,
  name              text NOT NULL,
  enterprise_number text NOT NULL UNIQUE CHECK (enterprise_number ~ '^[01][0-9]{9}$'),
  locale            text NOT NULL CHECK (locale IN ('fr', 'nl', 'en', 'de')),
  created_at        timestamptz NOT NULL
);
COMMENT ON TABLE organisation IS 'A business customer of the operator. TM Forum: Organization (TMF632).';
COMMENT ON COLUMN organisation.enterprise_number IS 'Belgian enterprise number, 10 digits, last two = 97 - (first eight mod 97).';

CREATE TABLE billing_account (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  number          text NOT NULL UNIQUE,
  name            text NOT NULL,
  cycle_day       smallint NOT NULL DEFAULT 1 CHECK (cycle_day BETWEEN 1 AND 28)
);
COMMENT ON TABLE billing_account IS 'A customer number (N° de client): what lines are billed to. TM Forum: BillingAccount (TMF666).';
COMMENT ON COLUMN billing_account.cycle_day IS 'Day of the month, Europe/Brussels, on which a billing cycle begins.';
CREATE INDEX billing_account_organisation ON billing_account (organisation_id, number);

CREATE TABLE person (
  id              uuid PRIMARY KEY,
  organisation_id uuid REFERENCES organisation,
  role            text NOT NULL CHECK (role IN ('manager', 'viewer', 'staff')),
  email           text NOT NULL UNIQUE CHECK (email = lower(email)),
  first_name      text NOT NULL,
  last_name       text NOT NULL,
  locale          text NOT NULL CHECK (locale IN ('fr', 'nl', 'en', 'de')),
  created_at      timestamptz NOT NULL,
  disabled_at     timestamptz,
  CHECK ((role = 'staff') = (organisation_id IS NULL))
);
COMMENT ON TABLE person IS 'Someone who signs in: for a customer, or for the operator (staff). Credentials are in sign_in_*.';

CREATE TABLE person_billing_account (
  person_id          uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  billing_account_id uuid NOT NULL REFERENCES billing_account,
  PRIMARY KEY (person_id, billing_account_id)
);
COMMENT ON TABLE person_billing_account IS 'The customer numbers a person is limited to; a person without rows sees all of his organisation.';

---------------------------------------------------------------- audit

CREATE TABLE audit_entry (
  id              uuid PRIMARY KEY,
  organisation_id uuid REFERENCES organisation,
  at              timestamptz NOT NULL,
  actor_kind      text NOT NULL CHECK (actor_kind IN ('person', 'staff', 'system', 'anonymous')),
  actor_id        uuid,
  actor_name      text NOT NULL,
  action          text NOT NULL,
  target_kind     text,
  target_id       text,
  request_id      text NOT NULL,
  ip              text,
  before          jsonb,
  after           jsonb
);
COMMENT ON TABLE audit_entry IS 'Who did what, when, from where, with the state before and after. Written in the transaction of the change; never edited.';
COMMENT ON COLUMN audit_entry.action IS '<domain>.<what>, e.g. orders.submitted, sign-in.failed, access.refused.';
CREATE INDEX audit_entry_organisation ON audit_entry (organisation_id, at DESC, id DESC);
CREATE INDEX audit_entry_target ON audit_entry (target_kind, target_id, at DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed';
END $$;
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

---------------------------------------------------------------- catalogue

CREATE TABLE catalogue_version (
  version    integer PRIMARY KEY,
  checksum   text NOT NULL,
  applied_at timestamptz NOT NULL,
  document   jsonb NOT NULL
);
COMMENT ON TABLE catalogue_version IS 'What the operator sells, as one document per version; the highest version is in force, older ones hold the terms of what customers bought under them.';

---------------------------------------------------------------- fleet

CREATE TABLE line (
  id                 uuid PRIMARY KEY,
  organisation_id    uuid NOT NULL REFERENCES organisation,
  billing_account_id uuid NOT NULL REFERENCES billing_account,
  billing_account_number text NOT NULL,
  msisdn             text NOT NULL UNIQUE CHECK (msisdn ~ '^[1-9][0-9]{7,14}$'),
  plan_code          text NOT NULL,
  subscription_kind  text NOT NULL,
  product            text NOT NULL CHECK (product IN ('voice', 'data', 'm2m')),
  catalogue_version  integer NOT NULL REFERENCES catalogue_version,
  plan_since         timestamptz NOT NULL,
  status             text NOT NULL CHECK (status IN ('active', 'suspended', 'pending', 'ceased')),
  status_reason      text,
  status_since       timestamptz NOT NULL,
  iccid              text NOT NULL CHECK (iccid ~ '^89[0-9]{16,18}$'),
  holder_last_name   text NOT NULL DEFAULT '' CHECK (length(holder_last_name) <= 200),
  holder_first_name  text NOT NULL DEFAULT '' CHECK (length(holder_first_name) <= 200),
  holder_name        text NOT NULL GENERATED ALWAYS AS (
                       CASE WHEN holder_first_name = '' THEN holder_last_name
                            ELSE holder_last_name || ', ' || holder_first_name END) STORED,
  holder_sort        text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
                       CASE WHEN holder_first_name = '' AND holder_last_name = '' THEN '~'
                            ELSE fold_text(holder_last_name || ', ' || holder_first_name) END) STORED,
  activated_at       timestamptz NOT NULL,
  search_text        text NOT NULL GENERATED ALWAYS AS (
                       fold_text(holder_first_name || ' ' || holder_last_name || ' ' || holder_first_name)
                       || ' +' || msisdn
                       || CASE WHEN msisdn LIKE '32%' THEN ' 0' || substr(msisdn, 3) ELSE '' END
                       || ' ' || iccid || ' ' || billing_account_number) STORED
);
COMMENT ON TABLE line IS 'A mobile number of a customer: what seldom changes. What each order changes is in line_state. TM Forum: Product (TMF637).';
COMMENT ON COLUMN line.msisdn IS 'E.164 digits without plus (ITU-T E.164), e.g. 32492001234.';
COMMENT ON COLUMN line.subscription_kind IS 'Attribute of the plan (catalogue); only lines of one kind and one status are changed together.';
COMMENT ON COLUMN line.catalogue_version IS 'The version whose terms the plan was taken under.';
COMMENT ON COLUMN line.iccid IS 'ICCID of the live SIM (ITU-T E.118); the links with dates are in sim.';
COMMENT ON COLUMN line.holder_sort IS 'Name as it is sorted: folded, in code point order, the same on every server; lines without a name last.';
COMMENT ON COLUMN line.search_text IS 'What the search box looks in: name, +E.164, national form (Belgium: 0 + number after 32), ICCID, customer number.';
CREATE INDEX line_search ON line USING gin (organisation_id, search_text gin_trgm_ops);
-- Trigrams need three characters: shorter words, and what fits most lines, are looked up here without touching a row.
CREATE INDEX line_words ON line (organisation_id) INCLUDE (search_text, billing_account_id, holder_sort, id);
CREATE INDEX line_by_name ON line (organisation_id, holder_sort, id);
CREATE INDEX line_by_msisdn ON line (organisation_id, msisdn, id);
CREATE INDEX line_by_account ON line (organisation_id, billing_account_number, holder_sort, id);
CREATE INDEX line_by_plan ON line (organisation_id, plan_code, holder_sort, id);
CREATE INDEX line_by_product ON line (organisation_id, product, holder_sort, id);
CREATE INDEX line_by_status ON line (organisation_id, status, holder_sort, id);
CREATE INDEX line_counts ON line (organisation_id, billing_account_id, status, plan_code, subscription_kind, product, billing_account_number);
CREATE INDEX line_by_iccid ON line (iccid);
-- One follows from the other: taken for independent, the lines of a customer number would be guessed at a tenth of what they are.
CREATE STATISTICS line_accounts (dependencies) ON organisation_id, billing_account_id, billing_account_number FROM line;
CREATE STATISTICS line_plans (dependencies) ON plan_code, subscription_kind, product FROM line;
ALTER TABLE line SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- Apart from line, because an update of line rewrites its entry in every index: raising a counter on 100,000 lines took
-- 10.7 s there and 0.2 s here (HOT: no index holds what changes, and the pages have room). Only the network's
-- confirmation moves synced_at, whose index gives the age of a whole list at once.
CREATE TABLE line_state (
  line_id            uuid PRIMARY KEY REFERENCES line,
  organisation_id    uuid NOT NULL REFERENCES organisation,
  billing_account_id uuid NOT NULL REFERENCES billing_account,
  option_codes       text[] NOT NULL DEFAULT '{}',
  open_items         integer NOT NULL DEFAULT 0 CHECK (open_items >= 0),
  version            bigint NOT NULL DEFAULT 1,
  synced_at          timestamptz NOT NULL
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
COMMENT ON TABLE line_state IS 'What orders and the network change on a line, one row a line; locked in order of line_id before an order is stored.';
COMMENT ON COLUMN line_state.billing_account_id IS 'As in line, so that counts keep to the customer numbers a person may see.';
COMMENT ON COLUMN line_state.option_codes IS 'Codes of the active options, sorted; kept equal to line_option in the same transaction.';
COMMENT ON COLUMN line_state.open_items IS 'Order items of this line that have not ended.';
COMMENT ON COLUMN line_state.version IS 'Grows with each change of the line; a quote made on an older version is refused on submit.';
COMMENT ON COLUMN line_state.synced_at IS 'When the network last confirmed what is shown.';
CREATE INDEX line_state_synced ON line_state (billing_account_id, synced_at);
CREATE INDEX line_state_organisation ON line_state (organisation_id, billing_account_id);
CREATE STATISTICS line_state_accounts (dependencies) ON organisation_id, billing_account_id FROM line_state;

CREATE TABLE sim (
  iccid           text PRIMARY KEY CHECK (iccid ~ '^89[0-9]{16,18}$'),
  imsi            text NOT NULL UNIQUE CHECK (imsi ~ '^[0-9]{15}$'),
  organisation_id uuid NOT NULL REFERENCES organisation,
  line_id         uuid NOT NULL REFERENCES line,
  form            text NOT NULL CHECK (form IN ('physical', 'esim')),
  live_from       timestamptz NOT NULL,
  live_until      timestamptz
);
COMMENT ON TABLE sim IS 'SIMs of the lines, with the dates of the link; one live SIM a line.';
CREATE UNIQUE INDEX sim_one_live ON sim (line_id) WHERE live_until IS NULL;

-- Refers to line_state, whose row the writer has locked already: a reference to line would lock, and so rewrite, the wide row too.
CREATE TABLE line_option (
  id                uuid PRIMARY KEY,
  organisation_id   uuid NOT NULL,
  line_id           uuid NOT NULL REFERENCES line_state,
  option_code       text NOT NULL,
  catalogue_version integer NOT NULL REFERENCES catalogue_version,
  parameters        jsonb NOT NULL DEFAULT '{}',
  monthly_price     numeric(12, 4) NOT NULL DEFAULT 0,
  one_off_price     numeric(12, 4) NOT NULL DEFAULT 0,
  active_since      timestamptz NOT NULL,
  active_until      timestamptz,
  minimum_term_end  timestamptz,
  pool_unit         text CHECK (pool_unit IN ('MB', 'minutes', 'sms')),
  pool_total        numeric(14, 2),
  pool_used         numeric(14, 2),
  ended_at          timestamptz,
  added_by_item     uuid,
  added_by_action   smallint,
  ended_by_item     uuid
);
COMMENT ON TABLE line_option IS 'An option held by a line with the terms it was bought under; ended_at null = active.';
COMMENT ON COLUMN line_option.active_until IS 'End known in advance: a pass''s validity; null = until removed.';
COMMENT ON COLUMN line_option.added_by_item IS 'The order item that brought it; null when it came with the line.';
COMMENT ON COLUMN line_option.added_by_action IS 'Which of the item''s actions, from 0: one item may bring the same pass twice.';
COMMENT ON COLUMN line_option.pool_total IS 'What a pass gives, in pool_unit.';
CREATE INDEX line_option_line ON line_option (line_id, active_since);
CREATE INDEX line_option_active ON line_option (organisation_id, option_code, line_id) WHERE ended_at IS NULL;
CREATE INDEX line_option_expiring ON line_option (active_until) WHERE ended_at IS NULL AND active_until IS NOT NULL;
CREATE UNIQUE INDEX line_option_item ON line_option (added_by_item, added_by_action) WHERE added_by_item IS NOT NULL;

---------------------------------------------------------------- orders

CREATE TABLE quote (
  id                uuid PRIMARY KEY,
  organisation_id   uuid NOT NULL REFERENCES organisation,
  made_by           uuid NOT NULL REFERENCES person,
  made_at           timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  change            jsonb NOT NULL,
  catalogue_version integer NOT NULL REFERENCES catalogue_version,
  line_ids          uuid[] NOT NULL,
  line_versions     bigint[] NOT NULL,
  totals            jsonb NOT NULL,
  outcomes          jsonb NOT NULL,
  line_outcomes     integer[] NOT NULL,
  eligible_count    integer NOT NULL
);
COMMENT ON TABLE quote IS 'A dry run that a person may submit: the lines as they were (line.version), the change, the totals shown to him.';
COMMENT ON COLUMN quote.line_versions IS 'line.version of each line_ids at the time of the quote; an order is refused when one has moved.';
COMMENT ON COLUMN quote.line_ids IS 'Those left out first, then by number: the order in which they are shown and carried out.';
COMMENT ON COLUMN quote.outcomes IS 'The distinct judgements and prices that occur: few, however many lines.';
COMMENT ON COLUMN quote.line_outcomes IS 'Which of outcomes (from 1) each of line_ids has.';
CREATE INDEX quote_expired ON quote (expires_at);

CREATE TABLE product_order (
  id                uuid PRIMARY KEY,
  organisation_id   uuid NOT NULL REFERENCES organisation,
  number            bigint GENERATED ALWAYS AS IDENTITY (START WITH 100001) UNIQUE,
  state             text NOT NULL CHECK (state IN
                      ('acknowledged', 'inProgress', 'completed', 'partial', 'failed', 'cancelled')),
  requested_by      uuid NOT NULL REFERENCES person,
  requested_by_name text NOT NULL,
  requested_at      timestamptz NOT NULL,
  ended_at          timestamptz,
  locale            text NOT NULL CHECK (locale IN ('fr', 'nl', 'en', 'de')),
  idempotency_key   text NOT NULL,
  request_hash      text NOT NULL,
  quote_id          uuid UNIQUE,
  billing_account_ids uuid[] NOT NULL,
  catalogue_version integer NOT NULL REFERENCES catalogue_version,
  change            jsonb NOT NULL,
  totals            jsonb NOT NULL,
  retries           integer NOT NULL DEFAULT 0,
  item_count        integer NOT NULL CHECK (item_count > 0),
  completed_count   integer NOT NULL DEFAULT 0,
  failed_count      integer NOT NULL DEFAULT 0,
  cancelled_count   integer NOT NULL DEFAULT 0,
  CHECK (completed_count + failed_count + cancelled_count <= item_count)
);
COMMENT ON TABLE product_order IS 'A change that a customer asked for, over one or many lines. TM Forum: ProductOrder (TMF622).';
COMMENT ON COLUMN product_order.idempotency_key IS 'The client''s Idempotency-Key: the same key and the same request are one order.';
COMMENT ON COLUMN product_order.quote_id IS 'The quote it came from, when there was one: a quote becomes one order at most. Quotes are deleted when they expire.';
COMMENT ON COLUMN product_order.billing_account_ids IS 'The customer numbers of its items: who may see one of them sees the order, and of it only those items.';
COMMENT ON COLUMN product_order.change IS 'What was asked: {add: [{code, parameters}], remove: [code]}.';
COMMENT ON COLUMN product_order.totals IS 'The quote the customer confirmed: money as decimal strings.';
COMMENT ON COLUMN product_order.retries IS 'How often failed items were sent again; each run ends with its own mail.';
CREATE UNIQUE INDEX product_order_key ON product_order (requested_by, idempotency_key);
CREATE INDEX product_order_list ON product_order (organisation_id, requested_at DESC, id DESC);
CREATE INDEX product_order_open ON product_order (organisation_id) WHERE state IN ('acknowledged', 'inProgress');
CREATE INDEX product_order_with_failures ON product_order (organisation_id, requested_at DESC) WHERE failed_count > 0;

CREATE TABLE order_item (
  id                 uuid PRIMARY KEY,
  organisation_id    uuid NOT NULL REFERENCES organisation,
  order_id           uuid NOT NULL REFERENCES product_order,
  line_id            uuid NOT NULL REFERENCES line,
  billing_account_id uuid NOT NULL REFERENCES billing_account,
  position           integer NOT NULL,
  sequence           bigint GENERATED ALWAYS AS IDENTITY,
  msisdn             text NOT NULL,
  iccid              text NOT NULL,
  actions            jsonb NOT NULL,
  price              jsonb NOT NULL,
  element            text NOT NULL,
  state              text NOT NULL DEFAULT 'acknowledged' CHECK (state IN
                       ('acknowledged', 'inProgress', 'completed', 'failed', 'cancelled')),
  is_head            boolean NOT NULL,
  due_at             timestamptz NOT NULL,
  turn               interval NOT NULL GENERATED ALWAYS AS (
                       (due_at - timestamptz '2000-01-01 00:00:00+00')
                       + least(position, 6000) * interval '100 milliseconds') STORED,
  attempts           integer NOT NULL DEFAULT 0,
  tries              smallint NOT NULL DEFAULT 0,
  losses             smallint NOT NULL DEFAULT 0,
  lease_until        timestamptz,
  failure            jsonb,
  started_at         timestamptz,
  ended_at           timestamptz,
  UNIQUE (order_id, position)
);
COMMENT ON TABLE order_item IS 'The part of an order that concerns one line, and the unit that is carried out on the network. TM Forum: ProductOrderItem (TMF622), ServiceOrderItem (TMF641).';
COMMENT ON COLUMN order_item.sequence IS 'Order of submission: items of one line are carried out in this order.';
COMMENT ON COLUMN order_item.actions IS '[{action: add|remove, code, parameters}] with the catalogue terms of each.';
COMMENT ON COLUMN order_item.element IS 'The network element (connector) that carries it out.';
COMMENT ON COLUMN order_item.is_head IS 'First open item of its line: only heads are claimed; the next is promoted when the head ends.';
COMMENT ON COLUMN order_item.due_at IS 'Not before: when it was submitted, or when a setback lets it be tried again.';
COMMENT ON COLUMN order_item.turn IS 'Which of the due ones comes first: due_at, later by 100 ms for each place in its order and by 10 minutes at most, so that a small order does not wait behind the whole of a large one.';
COMMENT ON COLUMN order_item.attempts IS 'Grows at each claim, never falls: the fence that keeps a late worker from writing.';
COMMENT ON COLUMN order_item.tries IS 'Attempts since it was submitted or sent again that ended without a result.';
COMMENT ON COLUMN order_item.losses IS 'Attempts since then whose worker was lost: the lease ran out.';
COMMENT ON COLUMN order_item.lease_until IS 'Held by a worker until then, by the clock of the database; null = held by none.';
COMMENT ON COLUMN order_item.failure IS '{code, values, temporary}: why it failed, or its last setback; in words by failure.<code>.';
CREATE INDEX order_item_claim ON order_item (element, turn, due_at) WHERE is_head AND state IN ('acknowledged', 'inProgress');
CREATE INDEX order_item_line_open ON order_item (line_id, sequence) WHERE state IN ('acknowledged', 'inProgress');
CREATE INDEX order_item_line ON order_item (line_id, sequence DESC);
CREATE INDEX order_item_running ON order_item (order_id) WHERE state = 'inProgress';
CREATE INDEX order_item_failed ON order_item (order_id, position) WHERE state = 'failed';
CREATE INDEX order_item_waiting ON order_item (organisation_id, ended_at) WHERE state = 'failed';
ALTER TABLE order_item SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

---------------------------------------------------------------- notifications and mail

CREATE TABLE notification (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  person_id       uuid NOT NULL REFERENCES person,
  kind            text NOT NULL,
  values          jsonb NOT NULL,
  target          text,
  created_at      timestamptz NOT NULL,
  read_at         timestamptz
);
COMMENT ON TABLE notification IS 'What the bell shows a person. kind names the message notification.<kind>, values fill it, target is a path without language.';
CREATE INDEX notification_person ON notification (person_id, created_at DESC, id DESC);

CREATE TABLE mail (
  id              uuid PRIMARY KEY,
  organisation_id uuid REFERENCES organisation,
  dedupe_key      text NOT NULL UNIQUE,
  recipient       text NOT NULL,
  locale          text NOT NULL CHECK (locale IN ('fr', 'nl', 'en', 'de')),
  subject         text NOT NULL,
  letter          jsonb NOT NULL,
  state           text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'unclear', 'failed')),
  attempts        integer NOT NULL DEFAULT 0,
  due_at          timestamptz NOT NULL,
  lease_until     timestamptz,
  last_error      text,
  created_at      timestamptz NOT NULL,
  sent_at         timestamptz
);
COMMENT ON TABLE mail IS 'The outbox: a mail is written in the transaction of what it tells and handed to the transport after it.';
COMMENT ON COLUMN mail.dedupe_key IS 'Names the event told; the same event is never told twice.';
COMMENT ON COLUMN mail.state IS 'sending is written before the transport is called; found there after a crash it becomes unclear and is not sent again.';
COMMENT ON COLUMN mail.letter IS '{preheader, blocks}: what is told, in the language of the mail; brand, layout and the portal''s address come to it when it is handed over.';
COMMENT ON COLUMN mail.lease_until IS 'Until when a sending mail is in the hands of a sender; after it, whether it went out is unclear.';
CREATE INDEX mail_due ON mail (due_at, id) WHERE state = 'queued';
CREATE INDEX mail_unsent ON mail (state, lease_until) WHERE state <> 'sent';
CREATE INDEX mail_recent ON mail (created_at DESC);

---------------------------------------------------------------- schedules

CREATE TABLE schedule (
  name        text PRIMARY KEY,
  due_at      timestamptz NOT NULL,
  lease_until timestamptz,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  last_error  text
);
COMMENT ON TABLE schedule IS 'What the portal does by itself every so often: when it is due, who is at it, how it went.';
COMMENT ON COLUMN schedule.lease_until IS 'A process is at it until then, and longer if it says so; null = free.';

---------------------------------------------------------------- the simulated network

CREATE SCHEMA simulator;
COMMENT ON SCHEMA simulator IS 'A small network of its own: what each SIM really has. Only the simulator connector reads or writes it.';

CREATE TABLE simulator.subscriber (
  iccid    text PRIMARY KEY,
  msisdn   text NOT NULL,
  services jsonb NOT NULL DEFAULT '{}',
  revision bigint NOT NULL DEFAULT 0
);
COMMENT ON COLUMN simulator.subscriber.services IS 'Services switched on for this SIM: {<service>: <value>}.';

CREATE TABLE simulator.effect (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id  uuid NOT NULL,
  iccid    text NOT NULL,
  at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  before   jsonb NOT NULL,
  after    jsonb NOT NULL
);
COMMENT ON TABLE simulator.effect IS 'The network''s own record of each change it made, for comparing with the orders.';
CREATE INDEX effect_item ON simulator.effect (item_id);
CREATE INDEX effect_iccid ON simulator.effect (iccid, sequence);

CREATE TABLE simulator.attempt (
  item_id uuid PRIMARY KEY,
  calls   integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE simulator.attempt IS 'How often an item was sent: the sentinel "fails once" needs to know.';
