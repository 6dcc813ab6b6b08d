-- The schema that the migrations make, printed by tools/print-schema.ts. Do not edit: edit a new migration.

CREATE EXTENSION btree_gin;
CREATE EXTENSION btree_gist;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;

CREATE SCHEMA simulator; -- A small network of its own: what each SIM really has. Only the simulator connector reads or writes it.

-- LIKE pattern for folded text that contains the word; wildcards in the word are plain characters.
CREATE OR REPLACE FUNCTION public.containing(word text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (('%'::text || replace(replace(replace(fold_text(word), '\'::text, '\\'::text), '%'::text, '\%'::text), '_'::text, '\_'::text)) || '%'::text);

-- Text as it is searched: lower case, without accents.
CREATE OR REPLACE FUNCTION public.fold_text(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(unaccent('unaccent'::regdictionary, value));

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed';
END $function$;

-- A code as it is searched: folded, and once more without what separates its parts (41-20: 4120).
CREATE OR REPLACE FUNCTION public.searched_code(code text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (CASE WHEN (code = ''::text) THEN ''::text ELSE (' '::text || fold_text(code)) END || CASE WHEN (fold_text(code) ~ '[^a-z0-9]'::text) THEN (' '::text || regexp_replace(fold_text(code), '[^a-z0-9]'::text, ''::text, 'g'::text)) ELSE ''::text END);

-- Who did what, when, from where, with the state before and after. Written in the transaction of the change; never edited.
CREATE TABLE audit_entry (
  id              uuid NOT NULL,
  organisation_id uuid,
  at              timestamp with time zone NOT NULL,
  actor_kind      text NOT NULL,
  actor_id        uuid,
  actor_name      text NOT NULL,
  action          text NOT NULL,  -- <domain>.<what>, e.g. orders.submitted, sign-in.failed, access.refused.
  target_kind     text,
  target_id       text,
  request_id      text NOT NULL,
  ip              text,
  before          jsonb,
  after           jsonb,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id),
  CONSTRAINT audit_entry_actor_kind_check CHECK (actor_kind = ANY (ARRAY['person'::text, 'staff'::text, 'system'::text, 'anonymous'::text])),
  CONSTRAINT audit_entry_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX audit_entry_organisation ON audit_entry USING btree (organisation_id, at DESC, id DESC);
CREATE INDEX audit_entry_target ON audit_entry USING btree (target_kind, target_id, at DESC);
CREATE TRIGGER audit_entry_is_final BEFORE DELETE OR UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A customer number (N° de client): what lines are billed to. TM Forum: BillingAccount (TMF666).
CREATE TABLE billing_account (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  number          text NOT NULL,
  name            text NOT NULL,
  cycle_day       smallint NOT NULL DEFAULT 1,  -- Day of the month, Europe/Brussels, on which a billing cycle begins; the last day of a month that has no such day.
  CONSTRAINT billing_account_pkey PRIMARY KEY (id),
  CONSTRAINT billing_account_number_key UNIQUE (number),
  CONSTRAINT billing_account_cycle_day_check CHECK (cycle_day >= 1 AND cycle_day <= 31),
  CONSTRAINT billing_account_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX billing_account_organisation ON billing_account USING btree (organisation_id, number);

-- What the operator sells, as one document per version; the highest version is in force, older ones hold the terms of what customers bought under them.
CREATE TABLE catalogue_version (
  version    integer NOT NULL,
  checksum   text NOT NULL,
  applied_at timestamp with time zone NOT NULL,
  document   jsonb NOT NULL,
  CONSTRAINT catalogue_version_pkey PRIMARY KEY (version)
);

-- How far the lines have been compared with the network in this round, in order of id; a round begins anew when it has ended.
CREATE TABLE comparison_round (
  is_only       boolean NOT NULL DEFAULT true,
  after_line    uuid,  -- The last line that was looked at; null = the round has only begun.
  started_at    timestamp with time zone NOT NULL,
  compared      integer NOT NULL DEFAULT 0,
  last_ended_at timestamp with time zone,
  CONSTRAINT comparison_round_pkey PRIMARY KEY (is_only),
  CONSTRAINT comparison_round_is_only_check CHECK (is_only)
);

-- What a customer charges lines to, by the code of his own books.
CREATE TABLE cost_centre (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  code            text NOT NULL,  -- Never changed: reports name it. Another code is another cost centre.
  name            text NOT NULL,
  created_at      timestamp with time zone NOT NULL,
  closed_at       timestamp with time zone,  -- Since when no line is given it any more; lines that have it keep it until they are moved.
  search_text     text NOT NULL GENERATED ALWAYS AS (fold_text(((code || ' '::text) || name))) STORED,
  CONSTRAINT cost_centre_pkey PRIMARY KEY (id),
  CONSTRAINT cost_centre_organisation_id_code_key UNIQUE (organisation_id, code),
  CONSTRAINT cost_centre_code_check CHECK (length(code) >= 1 AND length(code) <= 40),
  CONSTRAINT cost_centre_name_check CHECK (length(name) <= 200),
  CONSTRAINT cost_centre_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);

-- A file with lines that somebody asked for and that workers write. Seen by that person alone.
CREATE TABLE export (
  id                  uuid NOT NULL,
  organisation_id     uuid NOT NULL,
  asked_by            uuid NOT NULL,
  asked_at            timestamp with time zone NOT NULL,
  name                text,  -- Of the view that it shows; null = a list or a selection without a name.
  wish                jsonb NOT NULL,  -- Which lines, in what order, and what file: as the contract of the fleet has it.
  state               text NOT NULL,
  attempt             integer NOT NULL DEFAULT 0,  -- Grows whenever a worker takes it in hand: one that was given up writes nothing any more.
  failures            integer NOT NULL DEFAULT 0,  -- How often it could not be written, or its worker was lost, since it was asked for.
  lease_until         timestamp with time zone,  -- Of writing: until then it is its worker's. Of waiting: nobody takes it before.
  begun_at            timestamp with time zone,  -- When the present attempt began.
  rows_total          integer NOT NULL,  -- How many lines it will have; exact when it is ready.
  rows_written        integer NOT NULL DEFAULT 0,
  size                bigint NOT NULL DEFAULT 0,
  file_name           text,
  billing_account_ids uuid[],  -- The customer numbers that its person was limited to when it was written; null = none. Who sees less today may not have the file.
  ended_at            timestamp with time zone,
  expires_at          timestamp with time zone,  -- When it is forgotten; set when it has ended.
  failure             jsonb,  -- Why there is no file: code, English sentence and values.
  schedule_id         uuid,  -- The schedule that it was written for, which may be gone; null = its person asked for it.
  due_at              timestamp with time zone,  -- The time of its schedule that it was written for, once; null = its person asked for it himself.
  CONSTRAINT export_pkey PRIMARY KEY (id),
  CONSTRAINT export_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'writing'::text, 'ready'::text, 'failed'::text])),
  CONSTRAINT export_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  CONSTRAINT export_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX export_by_end ON export USING btree (expires_at);
CREATE INDEX export_of_person ON export USING btree (asked_by, asked_at DESC);
CREATE UNIQUE INDEX export_of_schedule ON export USING btree (schedule_id, due_at);
CREATE INDEX export_to_write ON export USING btree (asked_at) WHERE (state = ANY (ARRAY['waiting'::text, 'writing'::text]));

-- The file of an export in pieces of 256 KiB (the last is shorter).
CREATE TABLE export_chunk (
  export_id uuid NOT NULL,
  place     integer NOT NULL,
  bytes     bytea NOT NULL,
  CONSTRAINT export_chunk_pkey PRIMARY KEY (export_id, place),
  CONSTRAINT export_chunk_export_id_fkey FOREIGN KEY (export_id) REFERENCES export(id) ON DELETE CASCADE
);

-- A view that a person has written as a file every week or month. Seen and changed by that person alone.
CREATE TABLE export_schedule (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id       uuid NOT NULL,
  created_at      timestamp with time zone NOT NULL,
  view_id         uuid,  -- What it writes, as the view is when it runs; null = the view was removed.
  view_name       text NOT NULL,  -- As the view was called when it was last seen.
  rhythm          jsonb NOT NULL,  -- Every which weekday or day of the month, at which hour of Brussels.
  format          text NOT NULL,
  writing         text NOT NULL,
  locale          text NOT NULL,
  columns         text[],  -- As the list showed them when it was made; null = all.
  state           text NOT NULL,  -- stopped: by the portal, for a reason; paused: by its person.
  stopped_for     text,
  next_at         timestamp with time zone,  -- When it is due. Workers take what is due, once each.
  last_begun_at   timestamp with time zone,
  last_due_at     timestamp with time zone,  -- What time the last run was due for; null = its person had it run.
  last_export_id  uuid,  -- The file of the last run, which may be forgotten by now.
  last_state      text,
  last_rows       integer,
  last_failure    jsonb,  -- Why the last run gave no file: code, English sentence and values.
  CONSTRAINT export_schedule_pkey PRIMARY KEY (id),
  CONSTRAINT export_schedule_check CHECK ((state = 'active'::text) = (next_at IS NOT NULL)),
  CONSTRAINT export_schedule_check1 CHECK ((state = 'stopped'::text) = (stopped_for IS NOT NULL)),
  CONSTRAINT export_schedule_last_state_check CHECK (last_state = ANY (ARRAY['under-way'::text, 'ready'::text, 'failed'::text])),
  CONSTRAINT export_schedule_state_check CHECK (state = ANY (ARRAY['active'::text, 'paused'::text, 'stopped'::text])),
  CONSTRAINT export_schedule_stopped_for_check CHECK (stopped_for = ANY (ARRAY['view-gone'::text, 'view-closed'::text, 'shut-out'::text])),
  CONSTRAINT export_schedule_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT export_schedule_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT export_schedule_view_id_fkey FOREIGN KEY (view_id) REFERENCES saved_view(id) ON DELETE SET NULL
);
CREATE INDEX export_schedule_due ON export_schedule USING btree (next_at) WHERE (state = 'active'::text);
CREATE INDEX export_schedule_of_person ON export_schedule USING btree (person_id);
CREATE INDEX export_schedule_of_view ON export_schedule USING btree (view_id);
CREATE INDEX export_schedule_without_view ON export_schedule USING btree (id) WHERE ((state = 'active'::text) AND (view_id IS NULL));

-- Which items an act of staff concerned.
CREATE TABLE handled_item (
  item_id         uuid NOT NULL,
  handling_id     uuid NOT NULL,
  organisation_id uuid NOT NULL,
  order_id        uuid NOT NULL,
  failure         jsonb,  -- Why the item had failed.
  CONSTRAINT handled_item_pkey PRIMARY KEY (item_id, handling_id),
  CONSTRAINT handled_item_handling_id_fkey FOREIGN KEY (handling_id) REFERENCES handling(id),
  CONSTRAINT handled_item_item_id_fkey FOREIGN KEY (item_id) REFERENCES order_item(id),
  CONSTRAINT handled_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES product_order(id),
  CONSTRAINT handled_item_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX handled_item_handling ON handled_item USING btree (handling_id);

-- One act of the operator's staff on failed items: sent again, completed by hand or cancelled.
CREATE TABLE handling (
  id              uuid NOT NULL,  -- Chosen by who asks: the same act sent twice is one.
  action          text NOT NULL,
  note            text NOT NULL DEFAULT ''::text,  -- complete: what was done, for staff alone; cancel: the reason, which the customer is told.
  handled_by      uuid NOT NULL,
  handled_by_name text NOT NULL,
  handled_at      timestamp with time zone NOT NULL,
  cause           text,  -- Why its items had failed, when it was done to a group.
  element         text,
  CONSTRAINT handling_pkey PRIMARY KEY (id),
  CONSTRAINT handling_action_check CHECK (action = ANY (ARRAY['retry'::text, 'complete'::text, 'cancel'::text])),
  CONSTRAINT handling_note_check CHECK (length(note) <= 2000),
  CONSTRAINT handling_handled_by_fkey FOREIGN KEY (handled_by) REFERENCES person(id)
);
CREATE INDEX handling_recent ON handling USING btree (handled_at DESC, id DESC);

-- Somebody of a customer who uses lines. He need not sign in: that is a person. The only place where his data is written down.
CREATE TABLE holder (
  id               uuid NOT NULL,
  organisation_id  uuid NOT NULL,
  first_name       text NOT NULL DEFAULT ''::text,  -- Empty when the holder is a thing or a place: a router, a site.
  last_name        text NOT NULL,
  email            text,
  personnel_number text,  -- As the customer numbers his people; unique in his organisation.
  locale           text,  -- The language he is written to in; null = that of his organisation.
  created_at       timestamp with time zone NOT NULL,
  added_by         uuid,  -- Who sees him though he has no line yet, however few customer numbers he sees; null = the portal.
  removed_at       timestamp with time zone,  -- Since when nothing is known of him any more but which lines somebody had; then all texts are empty.
  name_sort        text NOT NULL GENERATED ALWAYS AS (fold_text(((last_name || ', '::text) || first_name))) STORED,  -- Name as it is sorted: folded, in code point order, the same on every server.
  search_text      text NOT NULL GENERATED ALWAYS AS (fold_text(((((((((first_name || ' '::text) || last_name) || ' '::text) || first_name) || ' '::text) || COALESCE(email, ''::text)) || ' '::text) || COALESCE(personnel_number, ''::text)))) STORED,
  CONSTRAINT holder_pkey PRIMARY KEY (id),
  CONSTRAINT holder_check CHECK (
CASE
    WHEN removed_at IS NULL THEN last_name <> ''::text
    ELSE (((first_name || last_name) || COALESCE(email, ''::text)) || COALESCE(personnel_number, ''::text)) = ''::text
END),
  CONSTRAINT holder_email_check CHECK (email = lower(email)),
  CONSTRAINT holder_first_name_check CHECK (length(first_name) <= 200),
  CONSTRAINT holder_last_name_check CHECK (length(last_name) <= 200),
  CONSTRAINT holder_locale_check CHECK (locale = ANY (ARRAY['fr'::text, 'nl'::text, 'en'::text, 'de'::text])),
  CONSTRAINT holder_added_by_fkey FOREIGN KEY (added_by) REFERENCES person(id),
  CONSTRAINT holder_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX holder_by_name ON holder USING btree (organisation_id, name_sort, id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX holder_personnel_number ON holder USING btree (organisation_id, personnel_number);
CREATE INDEX holder_search ON holder USING gin (organisation_id, search_text gin_trgm_ops);

-- A file, or cells that were pasted, on its way to becoming changes of lines. Seen by its maker alone.
CREATE TABLE import (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  made_by         uuid NOT NULL,
  made_at         timestamp with time zone NOT NULL,
  locale          text NOT NULL,  -- The language of the page it was made on.
  file_name       text NOT NULL,
  is_pasted       boolean NOT NULL,
  size            integer NOT NULL,
  content_hash    bytea,  -- SHA-256 of the file, by which the same one is known again; null while it is received.
  reading         jsonb,  -- How the file is read: format, encoding, separator, sheet, whether it has a header; null while it is received.
  columns         jsonb,  -- The columns of the file in their order: the name in its header, and what it means to us (field) or null.
  kind            text NOT NULL,  -- What the rows are about.
  state           text NOT NULL,
  attempt         integer NOT NULL DEFAULT 0,  -- Grows whenever a worker takes it in hand: one that was given up writes nothing any more.
  lease_until     timestamp with time zone,
  progress        real NOT NULL DEFAULT 0,  -- Part of the file that is checked, 0 to 1.
  rows_read       integer NOT NULL DEFAULT 0,
  rows_empty      integer NOT NULL DEFAULT 0,  -- Rows without anything in them, or that ask for nothing: neither good nor bad.
  refusal         jsonb,  -- Why the file as a whole cannot be used: code, English sentence and values.
  quote_id        uuid,  -- The dry run of the good rows. Quotes are gone after half an hour: it is checked again then.
  order_id        uuid,
  submitted_at    timestamp with time zone,
  adds_unknown    boolean NOT NULL DEFAULT false,  -- Of cost centres: the person wants those the company does not have yet to be added.
  rows_same       integer NOT NULL DEFAULT 0,  -- Of users and cost centres: rows whose lines have all of it already, neither good nor bad.
  targets         jsonb,  -- Of users and cost centres that are checked: how many are added, and which are given most.
  carried_blocks  integer NOT NULL DEFAULT 0,  -- Of users and cost centres: blocks that are carried out. Who takes over goes on behind them.
  CONSTRAINT import_pkey PRIMARY KEY (id),
  CONSTRAINT import_kind_check CHECK (kind = ANY (ARRAY['options'::text, 'holders'::text, 'cost-centres'::text])),
  CONSTRAINT import_locale_check CHECK (locale = ANY (ARRAY['fr'::text, 'nl'::text, 'en'::text, 'de'::text])),
  CONSTRAINT import_state_check CHECK (state = ANY (ARRAY['receiving'::text, 'mapping'::text, 'checking'::text, 'checked'::text, 'refused'::text, 'carrying'::text, 'submitted'::text])),
  CONSTRAINT import_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  CONSTRAINT import_order_id_fkey FOREIGN KEY (order_id) REFERENCES product_order(id),
  CONSTRAINT import_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX import_by_age ON import USING btree (made_at);
CREATE INDEX import_by_content ON import USING btree (organisation_id, content_hash) WHERE (state = ANY (ARRAY['carrying'::text, 'submitted'::text]));
CREATE INDEX import_of_maker ON import USING btree (made_by, made_at DESC);
CREATE INDEX import_to_work_on ON import USING btree (made_at) WHERE (state = ANY (ARRAY['checking'::text, 'carrying'::text]));

-- A row of an import that cannot be carried out.
CREATE TABLE import_bad_row (
  import_id uuid NOT NULL,
  row       integer NOT NULL,
  code      text NOT NULL,  -- Why; rules = the rules of the catalogue refuse it.
  written   text NOT NULL,  -- What of the row it is about, as it is written there.
  values    jsonb,  -- Of rules: the reasons and the way out.
  CONSTRAINT import_bad_row_pkey PRIMARY KEY (import_id, "row"),
  CONSTRAINT import_bad_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE
);
CREATE INDEX import_bad_row_reason ON import_bad_row USING btree (import_id, code, "row");

-- Checked rows of an import, some thousand in one row: the rows that name a line in sight and say what is wanted of it.
CREATE TABLE import_block (
  import_id uuid NOT NULL,
  place     integer NOT NULL,
  last_row  integer NOT NULL,  -- Up to this row of the file everything is checked.
  rows      integer[] NOT NULL,  -- The row in the file, as a spreadsheet numbers it.
  line_ids  uuid[] NOT NULL,
  written   text[] NOT NULL,  -- What names the line, as it is written in the row.
  wish_of   integer[] NOT NULL,  -- Which of wishes (from 0) each row asks for.
  wishes    jsonb NOT NULL,
  CONSTRAINT import_block_pkey PRIMARY KEY (import_id, place),
  CONSTRAINT import_block_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE
);

-- The file as it came, in pieces of 256 KiB (the last is shorter): any process can read it again, from any place.
CREATE TABLE import_chunk (
  import_id uuid NOT NULL,
  place     integer NOT NULL,
  bytes     bytea NOT NULL,
  CONSTRAINT import_chunk_pkey PRIMARY KEY (import_id, place),
  CONSTRAINT import_chunk_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE
);

-- What a person wrote into a row of an import instead of what stands in the file, which stays as it came.
CREATE TABLE import_correction (
  import_id  uuid NOT NULL,
  row        integer NOT NULL,  -- The row in the file, as a spreadsheet numbers it.
  fields     jsonb NOT NULL,  -- The text of each field that is another now.
  is_checked boolean NOT NULL DEFAULT false,  -- Whether the last check began after it.
  CONSTRAINT import_correction_pkey PRIMARY KEY (import_id, "row"),
  CONSTRAINT import_correction_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE
);

-- A mobile number of a customer: what seldom changes. What each order changes is in line_state. TM Forum: Product (TMF637).
CREATE TABLE line (
  id                     uuid NOT NULL,
  organisation_id        uuid NOT NULL,
  billing_account_id     uuid NOT NULL,
  billing_account_number text NOT NULL,
  msisdn                 text NOT NULL,  -- E.164 digits without plus (ITU-T E.164), e.g. 32492001234.
  plan_code              text NOT NULL,
  subscription_kind      text NOT NULL,  -- Attribute of the plan (catalogue); only lines of one kind and one status are changed together.
  product                text NOT NULL,
  catalogue_version      integer NOT NULL,  -- The version whose terms the plan was taken under.
  plan_since             timestamp with time zone NOT NULL,
  status                 text NOT NULL,
  status_reason          text,
  status_since           timestamp with time zone NOT NULL,
  iccid                  text NOT NULL,  -- ICCID of the live SIM (ITU-T E.118); the links with dates are in sim.
  holder_last_name       text NOT NULL DEFAULT ''::text,  -- Of the holder it has today (line_holder), kept here for search and sort; empty = nobody.
  holder_first_name      text NOT NULL DEFAULT ''::text,  -- As holder_last_name.
  holder_name            text NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN (holder_first_name = ''::text) THEN holder_last_name
    ELSE ((holder_last_name || ', '::text) || holder_first_name)
END) STORED,
  holder_sort            text NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN ((holder_first_name = ''::text) AND (holder_last_name = ''::text)) THEN '~'::text
    ELSE fold_text(((holder_last_name || ', '::text) || holder_first_name))
END) STORED,  -- Name as it is sorted: folded, in code point order, the same on every server; lines without a name last.
  activated_at           timestamp with time zone NOT NULL,
  imsi                   text NOT NULL DEFAULT ''::text,  -- IMSI of the live SIM (ITU-T E.212), kept here for search; empty = the line never had a SIM.
  cost_centre_code       text NOT NULL DEFAULT ''::text,  -- Of the cost centre it has today (line_cost_centre), kept here for search and sort; empty = none.
  personnel_number       text NOT NULL DEFAULT ''::text,  -- Of the holder it has today, kept here for search; empty = he has none.
  search_text            text NOT NULL GENERATED ALWAYS AS (((((((((((((fold_text(((((holder_first_name || ' '::text) || holder_last_name) || ' '::text) || holder_first_name)) ||
CASE
    WHEN (fold_text((holder_first_name || holder_last_name)) ~ '[^a-z0-9]'::text) THEN (((' '::text || regexp_replace(fold_text(holder_first_name), '[^a-z0-9]'::text, ''::text, 'g'::text)) || ' '::text) || regexp_replace(fold_text(holder_last_name), '[^a-z0-9]'::text, ''::text, 'g'::text))
    ELSE ''::text
END) || ' +'::text) || msisdn) ||
CASE
    WHEN (msisdn ~~ '32%'::text) THEN (' 0'::text || substr(msisdn, 3))
    ELSE ''::text
END) || ' '::text) || iccid) || ' '::text) || imsi) || ' '::text) || billing_account_number) || searched_code(cost_centre_code)) || searched_code(personnel_number))) STORED,  -- What the search box looks in: name, its words without what separates them (Van den Broeck: vandenbroeck), +E.164, national form (Belgium: 0 + number after 32), ICCID, IMSI, customer number, code of the cost centre, personnel number. Plans and the names of cost centres are found by their codes.
  CONSTRAINT line_pkey PRIMARY KEY (id),
  CONSTRAINT line_msisdn_key UNIQUE (msisdn),
  CONSTRAINT line_holder_first_name_check CHECK (length(holder_first_name) <= 200),
  CONSTRAINT line_holder_last_name_check CHECK (length(holder_last_name) <= 200),
  CONSTRAINT line_iccid_check CHECK (iccid ~ '^89[0-9]{16,18}$'::text),
  CONSTRAINT line_imsi_check CHECK (imsi ~ '^([0-9]{15})?$'::text),
  CONSTRAINT line_msisdn_check CHECK (msisdn ~ '^[1-9][0-9]{7,14}$'::text),
  CONSTRAINT line_product_check CHECK (product = ANY (ARRAY['voice'::text, 'data'::text, 'm2m'::text])),
  CONSTRAINT line_status_check CHECK (status = ANY (ARRAY['active'::text, 'suspended'::text, 'pending'::text, 'ceased'::text])),
  CONSTRAINT line_billing_account_id_fkey FOREIGN KEY (billing_account_id) REFERENCES billing_account(id),
  CONSTRAINT line_catalogue_version_fkey FOREIGN KEY (catalogue_version) REFERENCES catalogue_version(version),
  CONSTRAINT line_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
) WITH (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_insert_scale_factor=0.02, autovacuum_analyze_scale_factor=0.02);
CREATE INDEX line_by_account ON line USING btree (organisation_id, billing_account_number, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_activation ON line USING btree (organisation_id, activated_at) INCLUDE (billing_account_id);
CREATE INDEX line_by_cost_centre ON line USING btree (organisation_id, cost_centre_code, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_iccid ON line USING btree (iccid);
CREATE INDEX line_by_msisdn ON line USING btree (organisation_id, msisdn, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_name ON line USING btree (organisation_id, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_plan ON line USING btree (organisation_id, plan_code, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_product ON line USING btree (organisation_id, product, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_by_status ON line USING btree (organisation_id, status, holder_sort, id) INCLUDE (billing_account_id);
CREATE INDEX line_counts ON line USING btree (organisation_id, billing_account_id, status, plan_code, subscription_kind, product, billing_account_number, catalogue_version);
CREATE INDEX line_search ON line USING gin (organisation_id, search_text gin_trgm_ops);
CREATE INDEX line_words ON line USING btree (organisation_id) INCLUDE (search_text, billing_account_id, holder_sort, id, plan_code, subscription_kind, status, cost_centre_code);
CREATE STATISTICS public.line_accounts (dependencies) ON organisation_id, billing_account_id, billing_account_number FROM line;
CREATE STATISTICS public.line_plans (dependencies) ON plan_code, subscription_kind, product FROM line;

-- What a line was charged to from when until when; no line ever has two at once. line.cost_centre_code is kept equal to the current one.
CREATE TABLE line_cost_centre (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  line_id         uuid NOT NULL,
  target_id       uuid NOT NULL,  -- The cost centre.
  valid_from      date NOT NULL,  -- First day, Europe/Brussels.
  valid_until     date,  -- Last day, Europe/Brussels; null = until further notice.
  phase           text NOT NULL,  -- Where today stands, for finding what is due: planned rows begin and current ones end by themselves.
  CONSTRAINT line_cost_centre_pkey PRIMARY KEY (id),
  CONSTRAINT line_cost_centre_one_at_once EXCLUDE USING gist (line_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&),
  CONSTRAINT line_cost_centre_check CHECK (valid_until >= valid_from),
  CONSTRAINT line_cost_centre_phase_check CHECK (phase = ANY (ARRAY['planned'::text, 'current'::text, 'ended'::text])),
  CONSTRAINT line_cost_centre_line_id_fkey FOREIGN KEY (line_id) REFERENCES line_state(line_id),
  CONSTRAINT line_cost_centre_target_id_fkey FOREIGN KEY (target_id) REFERENCES cost_centre(id)
);
CREATE INDEX line_cost_centre_beginning ON line_cost_centre USING btree (valid_from) WHERE (phase = 'planned'::text);
CREATE INDEX line_cost_centre_ending ON line_cost_centre USING btree (valid_until) WHERE ((phase = 'current'::text) AND (valid_until IS NOT NULL));
CREATE INDEX line_cost_centre_line ON line_cost_centre USING btree (line_id, valid_from);
CREATE INDEX line_cost_centre_target ON line_cost_centre USING btree (target_id, phase, line_id);

-- Lines for which the network has something else than the portal shows, as last compared.
CREATE TABLE line_drift (
  line_id         uuid NOT NULL,
  organisation_id uuid NOT NULL,
  line_version    bigint NOT NULL,  -- line_state.version then: when the line has changed since, it says nothing until the next comparison.
  element         text NOT NULL,
  found_at        timestamp with time zone NOT NULL,  -- When it was first seen.
  seen_at         timestamp with time zone NOT NULL,
  differences     jsonb NOT NULL,  -- [{what, portal, network}] in the words of the element; empty = the network does not know the SIM.
  CONSTRAINT line_drift_pkey PRIMARY KEY (line_id),
  CONSTRAINT line_drift_line_id_fkey FOREIGN KEY (line_id) REFERENCES line(id),
  CONSTRAINT line_drift_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX line_drift_found ON line_drift USING btree (found_at, line_id);

-- Who used a line from when until when; no line ever has two at once. line.holder_* is kept equal to the current one.
CREATE TABLE line_holder (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  line_id         uuid NOT NULL,
  target_id       uuid NOT NULL,  -- The holder.
  valid_from      date NOT NULL,  -- First day, Europe/Brussels.
  valid_until     date,  -- Last day, Europe/Brussels; null = until further notice.
  phase           text NOT NULL,  -- Where today stands, for finding what is due: planned rows begin and current ones end by themselves.
  CONSTRAINT line_holder_pkey PRIMARY KEY (id),
  CONSTRAINT line_holder_one_at_once EXCLUDE USING gist (line_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&),
  CONSTRAINT line_holder_check CHECK (valid_until >= valid_from),
  CONSTRAINT line_holder_phase_check CHECK (phase = ANY (ARRAY['planned'::text, 'current'::text, 'ended'::text])),
  CONSTRAINT line_holder_line_id_fkey FOREIGN KEY (line_id) REFERENCES line_state(line_id),
  CONSTRAINT line_holder_target_id_fkey FOREIGN KEY (target_id) REFERENCES holder(id)
);
CREATE INDEX line_holder_beginning ON line_holder USING btree (valid_from) WHERE (phase = 'planned'::text);
CREATE INDEX line_holder_ending ON line_holder USING btree (valid_until) WHERE ((phase = 'current'::text) AND (valid_until IS NOT NULL));
CREATE INDEX line_holder_line ON line_holder USING btree (line_id, valid_from);
CREATE INDEX line_holder_target ON line_holder USING btree (target_id, phase, line_id);

-- An option held by a line with the terms it was bought under; ended_at null = active.
CREATE TABLE line_option (
  id                uuid NOT NULL,
  organisation_id   uuid NOT NULL,
  line_id           uuid NOT NULL,
  option_code       text NOT NULL,
  catalogue_version integer NOT NULL,
  parameters        jsonb NOT NULL DEFAULT '{}'::jsonb,
  monthly_price     numeric(12,4) NOT NULL DEFAULT 0,
  one_off_price     numeric(12,4) NOT NULL DEFAULT 0,
  active_since      timestamp with time zone NOT NULL,
  active_until      timestamp with time zone,  -- End known in advance: a pass's validity; null = until removed.
  minimum_term_end  timestamp with time zone,
  pool_unit         text,
  pool_total        numeric(14,2),  -- What a pass gives, in pool_unit.
  pool_used         numeric(14,2),
  ended_at          timestamp with time zone,
  added_by_item     uuid,  -- The order item that brought it; null when it came with the line.
  added_by_action   smallint,  -- Which of the item's actions, from 0: one item may bring the same pass twice.
  ended_by_item     uuid,
  modified_by_item  uuid,  -- The order item that set its parameters last, when they were set anew since it is active.
  parameters_before jsonb,  -- The parameters before modified_by_item: what an undo puts back.
  leaves_network    boolean NOT NULL DEFAULT false,  -- Its time is over and the network is still to be told, as soon as nothing else is under way on its line.
  CONSTRAINT line_option_pkey PRIMARY KEY (id),
  CONSTRAINT line_option_pool_unit_check CHECK (pool_unit = ANY (ARRAY['MB'::text, 'minutes'::text, 'sms'::text])),
  CONSTRAINT line_option_catalogue_version_fkey FOREIGN KEY (catalogue_version) REFERENCES catalogue_version(version),
  CONSTRAINT line_option_line_id_fkey FOREIGN KEY (line_id) REFERENCES line_state(line_id)
);
CREATE INDEX line_option_active ON line_option USING btree (organisation_id, option_code, line_id) WHERE (ended_at IS NULL);
CREATE INDEX line_option_ending ON line_option USING btree (organisation_id, active_until, line_id) WHERE ((ended_at IS NULL) AND (active_until IS NOT NULL));
CREATE INDEX line_option_expiring ON line_option USING btree (active_until) WHERE ((ended_at IS NULL) AND (active_until IS NOT NULL));
CREATE UNIQUE INDEX line_option_item ON line_option USING btree (added_by_item, added_by_action) WHERE (added_by_item IS NOT NULL);
CREATE INDEX line_option_leaving ON line_option USING btree (line_id) WHERE leaves_network;
CREATE INDEX line_option_line ON line_option USING btree (line_id, active_since);
CREATE INDEX line_option_priced ON line_option USING btree (organisation_id, line_id) INCLUDE (monthly_price) WHERE ((ended_at IS NULL) AND (monthly_price > (0)::numeric));

-- What orders and the network change on a line, one row a line; locked in order of line_id before an order is stored.
CREATE TABLE line_state (
  line_id            uuid NOT NULL,
  organisation_id    uuid NOT NULL,
  billing_account_id uuid NOT NULL,  -- As in line, so that counts keep to the customer numbers a person may see.
  option_codes       text[] NOT NULL DEFAULT '{}'::text[],  -- Codes of the active options, sorted; kept equal to line_option in the same transaction.
  open_items         integer NOT NULL DEFAULT 0,  -- Order items of this line that have not ended.
  version            bigint NOT NULL DEFAULT 1,  -- Grows with each change of the line; a quote made on an older version is refused on submit.
  synced_at          timestamp with time zone NOT NULL,  -- When the network last confirmed what is shown.
  CONSTRAINT line_state_pkey PRIMARY KEY (line_id),
  CONSTRAINT line_state_open_items_check CHECK (open_items >= 0),
  CONSTRAINT line_state_billing_account_id_fkey FOREIGN KEY (billing_account_id) REFERENCES billing_account(id),
  CONSTRAINT line_state_line_id_fkey FOREIGN KEY (line_id) REFERENCES line(id),
  CONSTRAINT line_state_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
) WITH (fillfactor=60, autovacuum_vacuum_scale_factor=0.02, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX line_state_organisation ON line_state USING btree (organisation_id, billing_account_id);
CREATE STATISTICS public.line_state_accounts (dependencies) ON organisation_id, billing_account_id FROM line_state;

-- How a person has arranged the list of numbers; none = as it comes.
CREATE TABLE list_layout (
  person_id  uuid NOT NULL,
  columns    text[] NOT NULL,  -- Columns that are shown, in their order, by the names of the contract.
  density    text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  pinned     smallint NOT NULL DEFAULT 2,  -- So many of the first columns stay in sight when the list is scrolled sideways.
  widths     jsonb NOT NULL DEFAULT '{}'::jsonb,  -- {column: px} of those whose width the person has set.
  CONSTRAINT list_layout_pkey PRIMARY KEY (person_id),
  CONSTRAINT list_layout_columns_check CHECK (cardinality(columns) > 0),
  CONSTRAINT list_layout_density_check CHECK (density = ANY (ARRAY['comfortable'::text, 'compact'::text])),
  CONSTRAINT list_layout_pinned_check CHECK (pinned >= 0 AND pinned <= 3),
  CONSTRAINT list_layout_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

-- The outbox: a mail is written in the transaction of what it tells and handed to the transport after it.
CREATE TABLE mail (
  id              uuid NOT NULL,
  organisation_id uuid,
  dedupe_key      text NOT NULL,  -- Names the event told; the same event is never told twice.
  recipient       text NOT NULL,
  locale          text NOT NULL,
  subject         text NOT NULL,
  letter          jsonb NOT NULL,  -- {preheader, blocks}: what is told, in the language of the mail; brand, layout and the portal's address come to it when it is handed over.
  state           text NOT NULL DEFAULT 'queued'::text,  -- sending is written before the transport is called; found there after a crash it becomes unclear and is not sent again.
  attempts        integer NOT NULL DEFAULT 0,
  due_at          timestamp with time zone NOT NULL,
  lease_until     timestamp with time zone,  -- Until when a sending mail is in the hands of a sender; after it, whether it went out is unclear.
  last_error      text,
  created_at      timestamp with time zone NOT NULL,
  sent_at         timestamp with time zone,
  traceparent     text,  -- The trace that it was queued in (W3C Trace Context §3.2), which handing it over is a step of; null = nobody follows it.
  CONSTRAINT mail_pkey PRIMARY KEY (id),
  CONSTRAINT mail_dedupe_key_key UNIQUE (dedupe_key),
  CONSTRAINT mail_locale_check CHECK (locale = ANY (ARRAY['fr'::text, 'nl'::text, 'en'::text, 'de'::text])),
  CONSTRAINT mail_state_check CHECK (state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'unclear'::text, 'failed'::text])),
  CONSTRAINT mail_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX mail_due ON mail USING btree (due_at, id) WHERE (state = 'queued'::text);
CREATE INDEX mail_recent ON mail USING btree (created_at DESC);
CREATE INDEX mail_unsent ON mail USING btree (state, lease_until) WHERE (state <> 'sent'::text);

-- What all workers know of a network element: its rate and its circuit breaker. All times are of the clock of the database.
CREATE TABLE network_element (
  name        text NOT NULL,
  next_free   timestamp with time zone NOT NULL DEFAULT '2000-01-01 00:00:00+00'::timestamp with time zone,  -- When the next call may be made that nobody has reserved; moved on by each claim, by one gap for each call.
  failures    integer NOT NULL DEFAULT 0,  -- Calls in a row without a clear answer, of all workers.
  open_until  timestamp with time zone,  -- Left alone until then; after it one item tries whether the element answers again. Null = in use.
  probe_until timestamp with time zone,  -- Until then a worker holds the right to try it with one item.
  CONSTRAINT network_element_pkey PRIMARY KEY (name),
  CONSTRAINT network_element_failures_check CHECK (failures >= 0)
) WITH (fillfactor=50);

-- Workers that are alive, and how many calls at a time each may make: together never more than the element bears.
CREATE TABLE network_element_worker (
  element   text NOT NULL,
  worker    uuid NOT NULL,
  calls     integer NOT NULL,
  joined_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  seen_at   timestamp with time zone NOT NULL DEFAULT clock_timestamp(),  -- Last sign of life, by the clock of the database; its calls are shared out again when there is none for a lease.
  CONSTRAINT network_element_worker_pkey PRIMARY KEY (element, worker),
  CONSTRAINT network_element_worker_calls_check CHECK (calls >= 0),
  CONSTRAINT network_element_worker_element_fkey FOREIGN KEY (element) REFERENCES network_element(name) ON DELETE CASCADE
) WITH (fillfactor=50);

-- What the bell shows a person. kind names the message notification.<kind>, values fill it, target is a path without language.
CREATE TABLE notification (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id       uuid NOT NULL,
  kind            text NOT NULL,
  values          jsonb NOT NULL,
  target          text,
  created_at      timestamp with time zone NOT NULL,
  read_at         timestamp with time zone,
  CONSTRAINT notification_pkey PRIMARY KEY (id),
  CONSTRAINT notification_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT notification_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX notification_person ON notification USING btree (person_id, created_at DESC, id DESC);

-- Where network elements were asked to tell what becomes of orders (TMF641 hub).
CREATE TABLE notification_hub (
  element       text NOT NULL,
  address       text NOT NULL,  -- Of the network element, when it was asked.
  callback      text NOT NULL,  -- SHA-256 of the address it was given: the address holds a secret.
  hub_id        text,  -- The id the element gave the registration, to take it back; null = it gave none.
  registered_at timestamp with time zone NOT NULL,
  CONSTRAINT notification_hub_pkey PRIMARY KEY (element)
);

-- The part of an order that concerns one line, and the unit that is carried out on the network. TM Forum: ProductOrderItem (TMF622), ServiceOrderItem (TMF641).
CREATE TABLE order_item (
  id                 uuid NOT NULL,
  organisation_id    uuid NOT NULL,
  order_id           uuid NOT NULL,
  line_id            uuid NOT NULL,
  billing_account_id uuid NOT NULL,
  position           integer NOT NULL,
  sequence           bigint NOT NULL GENERATED ALWAYS AS IDENTITY,  -- Order of submission: items of one line are carried out in this order.
  msisdn             text NOT NULL,
  iccid              text NOT NULL,
  actions            jsonb NOT NULL,  -- [{action: add|remove, code, parameters}] with the catalogue terms of each.
  price              jsonb NOT NULL,
  element            text NOT NULL,  -- The network element (connector) that carries it out.
  state              text NOT NULL DEFAULT 'acknowledged'::text,
  is_head            boolean NOT NULL,  -- First open item of its line: only heads are claimed; the next is promoted when the head ends.
  due_at             timestamp with time zone NOT NULL,  -- Not before: when it was submitted, when it is planned to begin, or when a setback lets it be tried again.
  attempts           integer NOT NULL DEFAULT 0,  -- Grows at each claim, never falls: the fence that keeps a late worker from writing.
  tries              smallint NOT NULL DEFAULT 0,  -- Attempts since it was submitted or sent again that ended without a result.
  losses             smallint NOT NULL DEFAULT 0,  -- Attempts since then whose worker was lost: the lease ran out.
  lease_until        timestamp with time zone,  -- Held by a worker until then, by the clock of the database; null = held by none.
  failure            jsonb,  -- {code, values, temporary}: why it failed, or its last setback; in words by failure.<code>.
  started_at         timestamp with time zone,
  ended_at           timestamp with time zone,
  accepted_at        timestamp with time zone,  -- Since when the network works on it, as far as it said so; null = it has not accepted it.
  is_woken           boolean NOT NULL DEFAULT false,  -- The network told of it since it was last claimed: it is due at once, also when its present worker lets go of it.
  cancelling         text,  -- A person wants an accepted item cancelled: wanted = the network is to be asked, told = it was asked and what it says is read back.
  sent_again         smallint NOT NULL DEFAULT 0,  -- How often a person has sent it again after it had failed.
  paused             boolean NOT NULL DEFAULT false,  -- Its order is paused: it does not begin. What has begun goes on to its end all the same.
  place              integer,  -- Place among the items that were sent again together; null = position. A single number sent again is a small change, wherever it stood in its order.
  lane               smallint NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN (COALESCE(place, "position") < 50) THEN 0
    ELSE 1
END) STORED,  -- 0 = small: one of the first 50 that were ordered or sent again together; 1 = large. Small ones go first.
  turn               interval NOT NULL GENERATED ALWAYS AS (((due_at - '2000-01-01 00:00:00+00'::timestamp with time zone) + ((COALESCE(place, "position"))::double precision * '00:00:00.1'::interval))) STORED,  -- Which of the small, and which of the large ones, comes first: due_at, later by 100 ms for each place, so that of two large orders the one that was served least goes first.
  network_reference  text,  -- What the network calls it since it accepted it, such as the id of a ServiceOrder (TMF641).
  CONSTRAINT order_item_pkey PRIMARY KEY (id),
  CONSTRAINT order_item_order_id_position_key UNIQUE (order_id, "position"),
  CONSTRAINT order_item_cancelling_check CHECK (cancelling = ANY (ARRAY['wanted'::text, 'told'::text])),
  CONSTRAINT order_item_state_check CHECK (state = ANY (ARRAY['planned'::text, 'acknowledged'::text, 'inProgress'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])),
  CONSTRAINT order_item_line_id_fkey FOREIGN KEY (line_id) REFERENCES line(id),
  CONSTRAINT order_item_order_id_fkey FOREIGN KEY (order_id) REFERENCES product_order(id)
) WITH (fillfactor=80, autovacuum_vacuum_scale_factor=0.02, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX order_item_again ON order_item USING btree (element, lane, due_at) WHERE (is_head AND (state = 'inProgress'::text));
CREATE INDEX order_item_failed ON order_item USING btree (order_id, "position") WHERE (state = 'failed'::text);
CREATE INDEX order_item_fallout ON order_item USING btree (element, ((failure ->> 'code'::text)), ended_at, id) WHERE (state = 'failed'::text);
CREATE INDEX order_item_line ON order_item USING btree (line_id, sequence DESC);
CREATE INDEX order_item_line_open ON order_item USING btree (line_id, sequence) WHERE (state = ANY (ARRAY['acknowledged'::text, 'inProgress'::text]));
CREATE INDEX order_item_network_reference ON order_item USING btree (network_reference) WHERE ((network_reference IS NOT NULL) AND (state = 'inProgress'::text));
CREATE INDEX order_item_next ON order_item USING btree (element, lane, turn) WHERE (is_head AND (state = 'acknowledged'::text) AND (NOT paused));
CREATE INDEX order_item_planned ON order_item USING btree (due_at, sequence) WHERE (state = 'planned'::text);
CREATE INDEX order_item_planned_line ON order_item USING btree (line_id) WHERE (state = 'planned'::text);
CREATE INDEX order_item_planned_order ON order_item USING btree (order_id, due_at, billing_account_id) WHERE (state = 'planned'::text);
CREATE INDEX order_item_running ON order_item USING btree (order_id) WHERE (state = 'inProgress'::text);
CREATE INDEX order_item_waiting ON order_item USING btree (organisation_id, ended_at) WHERE (state = 'failed'::text);

-- A pause, a resumption, a cancellation or a move to another time on its way through the items of an order; gone when all have followed. What is to be paused, cancelled or moved does not begin meanwhile.
CREATE TABLE order_sweep (
  id                  uuid NOT NULL,
  order_id            uuid NOT NULL,
  kind                text NOT NULL,
  billing_account_ids uuid[] NOT NULL,  -- Of its items those of these customer numbers: what the person who asked may see.
  last_sequence       bigint NOT NULL,  -- The newest item when it was asked: what is sent again later is not cancelled with the rest.
  next_position       integer NOT NULL DEFAULT 0,  -- Items before this position have been looked at in this round; it ends with a round from 0 that finds nothing, a move with its first round.
  left_count          integer NOT NULL,  -- How many items have not followed yet, as the page tells.
  asked_at            timestamp with time zone NOT NULL,
  CONSTRAINT order_sweep_pkey PRIMARY KEY (id),
  CONSTRAINT order_sweep_kind_check CHECK (kind = ANY (ARRAY['pause'::text, 'resume'::text, 'cancel'::text, 'move'::text])),
  CONSTRAINT order_sweep_order_id_fkey FOREIGN KEY (order_id) REFERENCES product_order(id)
);
CREATE INDEX order_sweep_order ON order_sweep USING btree (order_id);

-- A business customer of the operator. TM Forum: Organization (TMF632).
CREATE TABLE organisation (
  id                uuid NOT NULL,
  name              text NOT NULL,
  enterprise_number text NOT NULL,  -- Belgian enterprise number, 10 digits, last two = 97 - (first eight mod 97).
  locale            text NOT NULL,
  created_at        timestamp with time zone NOT NULL,
  CONSTRAINT organisation_pkey PRIMARY KEY (id),
  CONSTRAINT organisation_enterprise_number_key UNIQUE (enterprise_number),
  CONSTRAINT organisation_enterprise_number_check CHECK (enterprise_number ~ '^[01][0-9]{9}$'::text),
  CONSTRAINT organisation_locale_check CHECK (locale = ANY (ARRAY['fr'::text, 'nl'::text, 'en'::text, 'de'::text]))
);

-- Numbers and ICCIDs pasted into the search box. Gone after thirty days, unless a saved view shows it.
CREATE TABLE pasted_list (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id       uuid NOT NULL,  -- Who pasted it; only lines that he may see were looked up.
  typed           text[] NOT NULL,  -- Each entry as it was pasted, once.
  line_ids        uuid[] NOT NULL,  -- The line that each entry names, in the same places; null = none that he sees.
  made_at         timestamp with time zone NOT NULL,
  CONSTRAINT pasted_list_pkey PRIMARY KEY (id),
  CONSTRAINT pasted_list_check CHECK (cardinality(line_ids) = cardinality(typed)),
  CONSTRAINT pasted_list_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT pasted_list_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX pasted_list_age ON pasted_list USING btree (made_at);

-- Someone who signs in: for a customer, or for the operator (staff). Credentials are in sign_in_*.
CREATE TABLE person (
  id              uuid NOT NULL,
  organisation_id uuid,
  role            text NOT NULL,
  email           text NOT NULL,
  first_name      text NOT NULL,
  last_name       text NOT NULL,
  locale          text NOT NULL,
  created_at      timestamp with time zone NOT NULL,
  disabled_at     timestamp with time zone,
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_email_key UNIQUE (email),
  CONSTRAINT person_check CHECK ((role = 'staff'::text) = (organisation_id IS NULL)),
  CONSTRAINT person_email_check CHECK (email = lower(email)),
  CONSTRAINT person_locale_check CHECK (locale = ANY (ARRAY['fr'::text, 'nl'::text, 'en'::text, 'de'::text])),
  CONSTRAINT person_role_check CHECK (role = ANY (ARRAY['manager'::text, 'viewer'::text, 'staff'::text])),
  CONSTRAINT person_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);

-- The customer numbers a person is limited to; a person without rows sees all of his organisation.
CREATE TABLE person_billing_account (
  person_id          uuid NOT NULL,
  billing_account_id uuid NOT NULL,
  CONSTRAINT person_billing_account_pkey PRIMARY KEY (person_id, billing_account_id),
  CONSTRAINT person_billing_account_billing_account_id_fkey FOREIGN KEY (billing_account_id) REFERENCES billing_account(id),
  CONSTRAINT person_billing_account_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);

-- A change that a customer asked for, over one or many lines. TM Forum: ProductOrder (TMF622).
CREATE TABLE product_order (
  id                  uuid NOT NULL,
  organisation_id     uuid NOT NULL,
  number              bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  state               text NOT NULL,
  requested_by        uuid,  -- Null = the portal by itself.
  requested_by_name   text NOT NULL,
  requested_at        timestamp with time zone NOT NULL,
  ended_at            timestamp with time zone,
  locale              text NOT NULL,
  idempotency_key     text NOT NULL,  -- The client's Idempotency-Key: the same key and the same request are one order.
  request_hash        text NOT NULL,
  quote_id            uuid,  -- The quote it came from, when there was one: a quote becomes one order at most. Quotes are deleted when they expire.
  billing_account_ids uuid[] NOT NULL,  -- The customer numbers of its items: who may see one of them sees the order, and of it only those items.
  catalogue_version   integer NOT NULL,
  change              jsonb NOT NULL,  -- What was asked: {add: [{code, parameters}], remove: [code]}.
  totals              jsonb NOT NULL,  -- The quote the customer confirmed: money as decimal strings.
  retries             integer NOT NULL DEFAULT 0,  -- How often failed items were sent again; each run ends with its own mail.
  item_count          integer NOT NULL,
  completed_count     integer NOT NULL DEFAULT 0,
  failed_count        integer NOT NULL DEFAULT 0,
  cancelled_count     integer NOT NULL DEFAULT 0,
  paused_at           timestamp with time zone,  -- Since when nothing of it begins; null = it goes on. Never set on an order that has ended.
  paused_by_name      text,  -- Who paused it.
  pace_from           timestamp with time zone,  -- From when its pace is counted: 15 to 30 seconds before the newest result, longer when results are rarer.
  pace_ended          integer,  -- How many of its items were completed or had failed at pace_from.
  pace_next_from      timestamp with time zone,  -- What pace_from becomes 15 seconds later.
  pace_next_ended     integer,  -- How many of its items were completed or had failed at pace_next_from.
  starts              jsonb,  -- When it was asked to begin: {kind: at, at: time in Brussels} or {kind: cycle}; null = at once.
  starts_at           timestamp with time zone,  -- When its first number begins; null = at once. Numbers of other billing cycles may begin later.
  ends_order_id       uuid,  -- The order whose additions this one takes away again: made with it, dropped for a number that did not get them.
  undoes_order_id     uuid,  -- The order whose completed items it reverses.
  traceparent         text,  -- The trace that the order was submitted in (W3C Trace Context §3.2), which its items go on with; null = nobody follows it.
  operator_act        text,  -- What the operator did by itself, free of charge: correction = its staff brought the network back to what the lines say, expiry = the network is told that passes have ended, takeover = its staff made the lines say what the network has; null = a customer ordered it.
  groups              jsonb,  -- What was asked of each kind of subscription and status, where there are several: [{subscriptionKind, status, change, itemCount}]; null = the same of all lines, or of each what change and its item say.
  CONSTRAINT product_order_pkey PRIMARY KEY (id),
  CONSTRAINT product_order_number_key UNIQUE (number),
  CONSTRAINT product_order_quote_id_key UNIQUE (quote_id),
  CONSTRAINT product_order_check CHECK ((completed_count + failed_count + cancelled_count) <= item_count),
  CONSTRAINT product_order_item_count_check CHECK (item_count > 0),
  CONSTRAINT product_order_locale_check CHECK (locale = ANY (ARRAY['fr'::text, 'nl'::text, 'en'::text, 'de'::text])),
  CONSTRAINT product_order_operator_act_check CHECK (operator_act = ANY (ARRAY['correction'::text, 'expiry'::text, 'takeover'::text])),
  CONSTRAINT product_order_state_check CHECK (state = ANY (ARRAY['planned'::text, 'acknowledged'::text, 'inProgress'::text, 'completed'::text, 'partial'::text, 'failed'::text, 'cancelled'::text])),
  CONSTRAINT product_order_catalogue_version_fkey FOREIGN KEY (catalogue_version) REFERENCES catalogue_version(version),
  CONSTRAINT product_order_ends_order_id_fkey FOREIGN KEY (ends_order_id) REFERENCES product_order(id),
  CONSTRAINT product_order_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT product_order_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES person(id),
  CONSTRAINT product_order_undoes_order_id_fkey FOREIGN KEY (undoes_order_id) REFERENCES product_order(id)
);
CREATE UNIQUE INDEX product_order_ends ON product_order USING btree (ends_order_id) WHERE (ends_order_id IS NOT NULL);
CREATE UNIQUE INDEX product_order_key ON product_order USING btree (requested_by, idempotency_key);
CREATE INDEX product_order_list ON product_order USING btree (organisation_id, requested_at DESC, id DESC);
CREATE INDEX product_order_open ON product_order USING btree (organisation_id) WHERE (state = ANY (ARRAY['acknowledged'::text, 'inProgress'::text]));
CREATE INDEX product_order_planned ON product_order USING btree (organisation_id, starts_at) WHERE (state = 'planned'::text);
CREATE INDEX product_order_undoes ON product_order USING btree (undoes_order_id) WHERE (undoes_order_id IS NOT NULL);
CREATE INDEX product_order_with_failures ON product_order USING btree (organisation_id, requested_at DESC) WHERE (failed_count > 0);

-- A dry run that a person may submit: the lines as they were (line.version), the change, the totals shown to him.
CREATE TABLE quote (
  id                uuid NOT NULL,
  organisation_id   uuid NOT NULL,
  made_by           uuid NOT NULL,
  made_at           timestamp with time zone NOT NULL,
  expires_at        timestamp with time zone NOT NULL,
  change            jsonb NOT NULL,
  catalogue_version integer NOT NULL,
  line_ids          uuid[] NOT NULL,  -- Those left out first, then by number: the order in which they are shown and carried out.
  line_versions     bigint[] NOT NULL,  -- line.version of each line_ids at the time of the quote; an order is refused when one has moved.
  totals            jsonb NOT NULL,
  outcomes          jsonb NOT NULL,  -- The distinct judgements and prices that occur: few, however many lines.
  line_outcomes     integer[] NOT NULL,  -- Which of outcomes (from 1) each of line_ids has.
  eligible_count    integer NOT NULL,
  starts            jsonb NOT NULL DEFAULT '{"kind": "now"}'::jsonb,  -- When the order is to begin: {kind: now}, {kind: at, at: time in Brussels} or {kind: cycle}.
  until             text,  -- Until when what it adds is wanted: a time in Brussels, 2026-03-14T23:59; null = for good.
  undoes_order_id   uuid,  -- The order whose completed items it reverses: then what is wanted differs from line to line.
  wishes            jsonb,  -- The distinct changes, where what is wanted differs from line to line; null = the same on all.
  line_wishes       integer[],  -- Which of wishes (from 0) each line is to have, in the order of line_ids.
  CONSTRAINT quote_pkey PRIMARY KEY (id),
  CONSTRAINT quote_catalogue_version_fkey FOREIGN KEY (catalogue_version) REFERENCES catalogue_version(version),
  CONSTRAINT quote_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  CONSTRAINT quote_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT quote_undoes_order_id_fkey FOREIGN KEY (undoes_order_id) REFERENCES product_order(id)
);
CREATE INDEX quote_expired ON quote USING btree (expires_at);

-- A list of numbers kept under a name: what narrows and sorts it, never the numbers themselves.
CREATE TABLE saved_view (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id       uuid NOT NULL,  -- Whose it is.
  name            text NOT NULL,
  shared          boolean NOT NULL,  -- His colleagues see it too.
  query           jsonb NOT NULL,  -- As the contract of the fleet has it: filter, sort, direction.
  created_at      timestamp with time zone NOT NULL,
  changed_at      timestamp with time zone NOT NULL,
  CONSTRAINT saved_view_pkey PRIMARY KEY (id),
  CONSTRAINT saved_view_name_check CHECK (name <> ''::text),
  CONSTRAINT saved_view_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT saved_view_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE UNIQUE INDEX saved_view_own ON saved_view USING btree (person_id, name);
CREATE INDEX saved_view_shared ON saved_view USING btree (organisation_id) WHERE shared;

-- What the portal does by itself every so often: when it is due, who is at it, how it went.
CREATE TABLE schedule (
  name        text NOT NULL,
  due_at      timestamp with time zone NOT NULL,
  lease_until timestamp with time zone,  -- A process is at it until then, and longer if it says so; null = free.
  started_at  timestamp with time zone NOT NULL,
  ended_at    timestamp with time zone,
  last_error  text,
  CONSTRAINT schedule_pkey PRIMARY KEY (name)
);

-- What is counted to slow down guessing. pair = one account from one address.
CREATE TABLE sign_in_attempt (
  kind           text NOT NULL,
  key            text NOT NULL,  -- HMAC of the account's mail address and/or the remote address, so that the table names nobody; accounts that do not exist are counted alike.
  failures       integer NOT NULL DEFAULT 0,  -- Wrong passwords (or links asked for) since it was last forgotten.
  checking       integer NOT NULL DEFAULT 0,  -- Passwords being compared at this moment: they count as wrong until known to be right.
  changed_at     timestamp with time zone NOT NULL,
  wait_until     timestamp with time zone,
  familiar_until timestamp with time zone,  -- pair: the right password was given from this address not long ago.
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (kind, key),
  CONSTRAINT sign_in_attempt_checking_check CHECK (checking >= 0),
  CONSTRAINT sign_in_attempt_failures_check CHECK (failures >= 0),
  CONSTRAINT sign_in_attempt_kind_check CHECK (kind = ANY (ARRAY['pair'::text, 'account'::text, 'address'::text, 'reset-account'::text, 'reset-address'::text]))
);
CREATE INDEX sign_in_attempt_old ON sign_in_attempt USING btree (changed_at);

-- How a person proves who he is. One kind so far: a password.
CREATE TABLE sign_in_credential (
  id          uuid NOT NULL,
  person_id   uuid NOT NULL,
  provider_id text NOT NULL,
  account_id  text NOT NULL,  -- The person's name at the provider; for a password the person's own id.
  password    text NOT NULL,  -- <salt>:<scrypt N=16384 r=16 p=1>, both in hexadecimal.
  created_at  timestamp with time zone NOT NULL,
  updated_at  timestamp with time zone NOT NULL,
  CONSTRAINT sign_in_credential_pkey PRIMARY KEY (id),
  CONSTRAINT sign_in_credential_person_id_provider_id_key UNIQUE (person_id, provider_id),
  CONSTRAINT sign_in_credential_check CHECK (account_id = person_id::text),
  CONSTRAINT sign_in_credential_provider_id_check CHECK (provider_id = 'credential'::text),
  CONSTRAINT sign_in_credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);

-- The link with which a person may set a new password. One a person: a newer one replaces it; using it deletes it.
CREATE TABLE sign_in_reset (
  person_id  uuid NOT NULL,
  token_hash text NOT NULL,  -- SHA-256 of the token in the link, base64url.
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT sign_in_reset_pkey PRIMARY KEY (person_id),
  CONSTRAINT sign_in_reset_token_hash_key UNIQUE (token_hash),
  CONSTRAINT sign_in_reset_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);

-- One row a browser that is signed in; signing out deletes it.
CREATE TABLE sign_in_session (
  id         uuid NOT NULL,
  person_id  uuid NOT NULL,
  token      text NOT NULL,  -- In the cookie with a signature (HMAC-SHA-256 by AUTH_SECRET): worth nothing to who has only the database.
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,  -- Moves on while it is used, written at most once a day.
  ip         text,
  user_agent text,
  CONSTRAINT sign_in_session_pkey PRIMARY KEY (id),
  CONSTRAINT sign_in_session_token_key UNIQUE (token),
  CONSTRAINT sign_in_session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);
CREATE INDEX sign_in_session_expired ON sign_in_session USING btree (expires_at);
CREATE INDEX sign_in_session_person ON sign_in_session USING btree (person_id);

-- The people who may sign in, as the identity library knows a user: person is the only truth, and who is disabled does not exist for it.
CREATE VIEW sign_in_user AS
 SELECT id,
    (first_name || ' '::text) || last_name AS name,
    email,
    true AS email_verified,
    NULL::text AS image,
    created_at,
    created_at AS updated_at
   FROM person
  WHERE disabled_at IS NULL;

-- SIMs of the lines, with the dates of the link; one live SIM a line.
CREATE TABLE sim (
  iccid           text NOT NULL,
  imsi            text NOT NULL,
  organisation_id uuid NOT NULL,
  line_id         uuid NOT NULL,
  form            text NOT NULL,
  live_from       timestamp with time zone NOT NULL,
  live_until      timestamp with time zone,
  CONSTRAINT sim_pkey PRIMARY KEY (iccid),
  CONSTRAINT sim_imsi_key UNIQUE (imsi),
  CONSTRAINT sim_form_check CHECK (form = ANY (ARRAY['physical'::text, 'esim'::text])),
  CONSTRAINT sim_iccid_check CHECK (iccid ~ '^89[0-9]{16,18}$'::text),
  CONSTRAINT sim_imsi_check CHECK (imsi ~ '^[0-9]{15}$'::text),
  CONSTRAINT sim_line_id_fkey FOREIGN KEY (line_id) REFERENCES line(id),
  CONSTRAINT sim_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE UNIQUE INDEX sim_one_live ON sim USING btree (line_id) WHERE (live_until IS NULL);

-- What each worker ended in each minute on each element. Written every few seconds: what a killed worker did last may be missing.
CREATE TABLE work_minute (
  minute    timestamp with time zone NOT NULL,
  element   text NOT NULL,
  worker_id uuid NOT NULL,
  completed integer NOT NULL DEFAULT 0,
  failed    integer NOT NULL DEFAULT 0,
  postponed integer NOT NULL DEFAULT 0,  -- Came back without a result, to be tried again.
  failures  jsonb NOT NULL DEFAULT '{}'::jsonb,  -- Failed for good, by cause: {<code>: <count>}.
  CONSTRAINT work_minute_pkey PRIMARY KEY (minute, element, worker_id)
);

-- The processes that carry items out; one that stops takes its row away, one that was killed leaves it.
CREATE TABLE worker (
  id         uuid NOT NULL,
  host       text NOT NULL,
  pid        integer NOT NULL,
  started_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  seen_at    timestamp with time zone NOT NULL DEFAULT clock_timestamp(),  -- Last sign of life, by the clock of the database.
  elements   jsonb NOT NULL,  -- [{element, breaker, inHand}] as it said then.
  CONSTRAINT worker_pkey PRIMARY KEY (id)
);

-- How often an item was sent: the sentinel "fails once" needs to know.
CREATE TABLE simulator.attempt (
  item_id uuid NOT NULL,
  calls   integer NOT NULL DEFAULT 1,
  CONSTRAINT attempt_pkey PRIMARY KEY (item_id)
);

-- The network's own record of each change it made, for comparing with the orders.
CREATE TABLE simulator.effect (
  sequence bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  item_id  uuid NOT NULL,
  iccid    text NOT NULL,
  at       timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  before   jsonb NOT NULL,
  after    jsonb NOT NULL,
  CONSTRAINT effect_pkey PRIMARY KEY (sequence)
);
CREATE INDEX effect_iccid ON simulator.effect USING btree (iccid, sequence);
CREATE INDEX effect_item ON simulator.effect USING btree (item_id);

CREATE TABLE simulator.subscriber (
  iccid    text NOT NULL,
  msisdn   text NOT NULL,
  services jsonb NOT NULL DEFAULT '{}'::jsonb,  -- Services switched on for this SIM: {<service>: <value>}.
  revision bigint NOT NULL DEFAULT 0,
  CONSTRAINT subscriber_pkey PRIMARY KEY (iccid)
);
