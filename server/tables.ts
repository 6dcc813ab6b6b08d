// The tables as TypeScript, printed by tools/print-schema.ts from the migrations. Do not edit.
import type { ColumnType } from 'kysely';

/** Has a default: may be left out of an insert. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

/** The database computes it: never written. */
export type Computed<T> = ColumnType<T, never, never>;

/** Read as Date; written as Date or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** Read as the value it holds, to be parsed by its schema; written as JSON text, because pg would write an array as a SQL array. */
export type Json = ColumnType<unknown, string, string>;

/** Who did what, when, from where, with the state before and after. Written in the transaction of the change; never edited. */
export type AuditEntry = {
  id: string;
  organisation_id: string | null;
  at: Timestamp;
  actor_kind: 'person' | 'staff' | 'system' | 'anonymous';
  actor_id: string | null;
  actor_name: string;
  /** <domain>.<what>, e.g. orders.submitted, sign-in.failed, access.refused. */
  action: string;
  target_kind: string | null;
  target_id: string | null;
  request_id: string;
  ip: string | null;
  before: Json | null;
  after: Json | null;
};

/** A customer number (N° de client): what lines are billed to. TM Forum: BillingAccount (TMF666). */
export type BillingAccount = {
  id: string;
  organisation_id: string;
  number: string;
  name: string;
  /** Day of the month, Europe/Brussels, on which a billing cycle begins; the last day of a month that has no such day. */
  cycle_day: Generated<number>;
};

/** What the operator sells, as one document per version; the highest version is in force, older ones hold the terms of what customers bought under them. */
export type CatalogueVersion = {
  version: number;
  checksum: string;
  applied_at: Timestamp;
  document: Json;
};

/** How far the lines have been compared with the network in this round, in order of id; a round begins anew when it has ended. */
export type ComparisonRound = {
  is_only: Generated<boolean>;
  /** The last line that was looked at; null = the round has only begun. */
  after_line: string | null;
  started_at: Timestamp;
  compared: Generated<number>;
  last_ended_at: Timestamp | null;
};

/** What a customer charges lines to, by the code of his own books. */
export type CostCentre = {
  id: string;
  organisation_id: string;
  /** Never changed: reports name it. Another code is another cost centre. */
  code: string;
  name: string;
  created_at: Timestamp;
  /** Since when no line is given it any more; lines that have it keep it until they are moved. */
  closed_at: Timestamp | null;
  search_text: Computed<string>;
};

/** A file with lines that somebody asked for and that workers write. Seen by that person alone. */
export type Export = {
  id: string;
  organisation_id: string;
  asked_by: string;
  asked_at: Timestamp;
  /** Of the view that it shows; null = a list or a selection without a name. */
  name: string | null;
  /** Which lines, in what order, and what file: as the contract of the fleet has it. */
  wish: Json;
  state: 'waiting' | 'writing' | 'ready' | 'failed';
  /** Grows whenever a worker takes it in hand: one that was given up writes nothing any more. */
  attempt: Generated<number>;
  /** How often it could not be written, or its worker was lost, since it was asked for. */
  failures: Generated<number>;
  /** Of writing: until then it is its worker's. Of waiting: nobody takes it before. */
  lease_until: Timestamp | null;
  /** When the present attempt began. */
  begun_at: Timestamp | null;
  /** How many lines it will have; exact when it is ready. */
  rows_total: number;
  rows_written: Generated<number>;
  size: Generated<number>;
  file_name: string | null;
  /** The customer numbers that its person was limited to when it was written; null = none. Who sees less today may not have the file. */
  billing_account_ids: string[] | null;
  ended_at: Timestamp | null;
  /** When it is forgotten; set when it has ended. */
  expires_at: Timestamp | null;
  /** Why there is no file: code, English sentence and values. */
  failure: Json | null;
  /** The schedule that it was written for, which may be gone; null = its person asked for it. */
  schedule_id: string | null;
  /** The time of its schedule that it was written for, once; null = its person asked for it himself. */
  due_at: Timestamp | null;
};

/** The file of an export in pieces of 256 KiB (the last is shorter). */
export type ExportChunk = {
  export_id: string;
  place: number;
  bytes: Buffer;
};

/** A view that a person has written as a file every week or month. Seen and changed by that person alone. */
export type ExportSchedule = {
  id: string;
  organisation_id: string;
  person_id: string;
  created_at: Timestamp;
  /** What it writes, as the view is when it runs; null = the view was removed. */
  view_id: string | null;
  /** As the view was called when it was last seen. */
  view_name: string;
  /** Every which weekday or day of the month, at which hour of Brussels. */
  rhythm: Json;
  format: string;
  writing: string;
  locale: string;
  /** As the list showed them when it was made; null = all. */
  columns: string[] | null;
  /** stopped: by the portal, for a reason; paused: by its person. */
  state: 'active' | 'paused' | 'stopped';
  stopped_for: 'view-gone' | 'view-closed' | 'shut-out' | null;
  /** When it is due. Workers take what is due, once each. */
  next_at: Timestamp | null;
  last_begun_at: Timestamp | null;
  /** What time the last run was due for; null = its person had it run. */
  last_due_at: Timestamp | null;
  /** The file of the last run, which may be forgotten by now. */
  last_export_id: string | null;
  last_state: 'under-way' | 'ready' | 'failed' | null;
  last_rows: number | null;
  /** Why the last run gave no file: code, English sentence and values. */
  last_failure: Json | null;
};

/** Which items an act of staff concerned. */
export type HandledItem = {
  item_id: string;
  handling_id: string;
  organisation_id: string;
  order_id: string;
  /** Why the item had failed. */
  failure: Json | null;
};

/** One act of the operator's staff on failed items: sent again, completed by hand or cancelled. */
export type Handling = {
  /** Chosen by who asks: the same act sent twice is one. */
  id: string;
  action: 'retry' | 'complete' | 'cancel';
  /** complete: what was done, for staff alone; cancel: the reason, which the customer is told. */
  note: Generated<string>;
  handled_by: string;
  handled_by_name: string;
  handled_at: Timestamp;
  /** Why its items had failed, when it was done to a group. */
  cause: string | null;
  element: string | null;
};

/** Somebody of a customer who uses lines. He need not sign in: that is a person. The only place where his data is written down. */
export type Holder = {
  id: string;
  organisation_id: string;
  /** Empty when the holder is a thing or a place: a router, a site. */
  first_name: Generated<string>;
  last_name: string;
  email: string | null;
  /** As the customer numbers his people; unique in his organisation. */
  personnel_number: string | null;
  /** The language he is written to in; null = that of his organisation. */
  locale: 'fr' | 'nl' | 'en' | 'de' | null;
  created_at: Timestamp;
  /** Who sees him though he has no line yet, however few customer numbers he sees; null = the portal. */
  added_by: string | null;
  /** Since when nothing is known of him any more but which lines somebody had; then all texts are empty. */
  removed_at: Timestamp | null;
  /** Name as it is sorted: folded, in code point order, the same on every server. */
  name_sort: Computed<string>;
  search_text: Computed<string>;
};

/** A file, or cells that were pasted, on its way to becoming changes of lines. Seen by its maker alone. */
export type Import = {
  id: string;
  organisation_id: string;
  made_by: string;
  made_at: Timestamp;
  /** The language of the page it was made on. */
  locale: 'fr' | 'nl' | 'en' | 'de';
  file_name: string;
  is_pasted: boolean;
  size: number;
  /** SHA-256 of the file, by which the same one is known again; null while it is received. */
  content_hash: Buffer | null;
  /** How the file is read: format, encoding, separator, sheet, whether it has a header; null while it is received. */
  reading: Json | null;
  /** The columns of the file in their order: the name in its header, and what it means to us (field) or null. */
  columns: Json | null;
  /** What the rows are about. */
  kind: 'options' | 'holders' | 'cost-centres';
  state: 'receiving' | 'mapping' | 'checking' | 'checked' | 'refused' | 'carrying' | 'submitted';
  /** Grows whenever a worker takes it in hand: one that was given up writes nothing any more. */
  attempt: Generated<number>;
  lease_until: Timestamp | null;
  /** Part of the file that is checked, 0 to 1. */
  progress: Generated<number>;
  rows_read: Generated<number>;
  /** Rows without anything in them, or that ask for nothing: neither good nor bad. */
  rows_empty: Generated<number>;
  /** Why the file as a whole cannot be used: code, English sentence and values. */
  refusal: Json | null;
  /** The dry run of the good rows. Quotes are gone after half an hour: it is checked again then. */
  quote_id: string | null;
  order_id: string | null;
  submitted_at: Timestamp | null;
  /** Of cost centres: the person wants those the company does not have yet to be added. */
  adds_unknown: Generated<boolean>;
  /** Of users and cost centres: rows whose lines have all of it already, neither good nor bad. */
  rows_same: Generated<number>;
  /** Of users and cost centres that are checked: how many are added, and which are given most. */
  targets: Json | null;
  /** Of users and cost centres: blocks that are carried out. Who takes over goes on behind them. */
  carried_blocks: Generated<number>;
};

/** A row of an import that cannot be carried out. */
export type ImportBadRow = {
  import_id: string;
  row: number;
  /** Why; rules = the rules of the catalogue refuse it. */
  code: string;
  /** What of the row it is about, as it is written there. */
  written: string;
  /** Of rules: the reasons and the way out. */
  values: Json | null;
};

/** Checked rows of an import, some thousand in one row: the rows that name a line in sight and say what is wanted of it. */
export type ImportBlock = {
  import_id: string;
  place: number;
  /** Up to this row of the file everything is checked. */
  last_row: number;
  /** The row in the file, as a spreadsheet numbers it. */
  rows: number[];
  line_ids: string[];
  /** What names the line, as it is written in the row. */
  written: string[];
  /** Which of wishes (from 0) each row asks for. */
  wish_of: number[];
  wishes: Json;
};

/** The file as it came, in pieces of 256 KiB (the last is shorter): any process can read it again, from any place. */
export type ImportChunk = {
  import_id: string;
  place: number;
  bytes: Buffer;
};

/** What a person wrote into a row of an import instead of what stands in the file, which stays as it came. */
export type ImportCorrection = {
  import_id: string;
  /** The row in the file, as a spreadsheet numbers it. */
  row: number;
  /** The text of each field that is another now. */
  fields: Json;
  /** Whether the last check began after it. */
  is_checked: Generated<boolean>;
};

/** A mobile number of a customer: what seldom changes. What each order changes is in line_state. TM Forum: Product (TMF637). */
export type Line = {
  id: string;
  organisation_id: string;
  billing_account_id: string;
  billing_account_number: string;
  /** E.164 digits without plus (ITU-T E.164), e.g. 32492001234. */
  msisdn: string;
  plan_code: string;
  /** Attribute of the plan (catalogue); only lines of one kind and one status are changed together. */
  subscription_kind: string;
  product: 'voice' | 'data' | 'm2m';
  /** The version whose terms the plan was taken under. */
  catalogue_version: number;
  plan_since: Timestamp;
  status: 'active' | 'suspended' | 'pending' | 'ceased';
  status_reason: string | null;
  status_since: Timestamp;
  /** ICCID of the live SIM (ITU-T E.118); the links with dates are in sim. */
  iccid: string;
  /** Of the holder it has today (line_holder), kept here for search and sort; empty = nobody. */
  holder_last_name: Generated<string>;
  /** As holder_last_name. */
  holder_first_name: Generated<string>;
  holder_name: Computed<string>;
  /** Name as it is sorted: folded, in code point order, the same on every server; lines without a name last. */
  holder_sort: Computed<string>;
  activated_at: Timestamp;
  /** IMSI of the live SIM (ITU-T E.212), kept here for search; empty = the line never had a SIM. */
  imsi: Generated<string>;
  /** Of the cost centre it has today (line_cost_centre), kept here for search and sort; empty = none. */
  cost_centre_code: Generated<string>;
  /** Of the holder it has today, kept here for search; empty = he has none. */
  personnel_number: Generated<string>;
  /** What the search box looks in: name, its words without what separates them (Van den Broeck: vandenbroeck), +E.164, national form (Belgium: 0 + number after 32), ICCID, IMSI, customer number, code of the cost centre, personnel number. Plans and the names of cost centres are found by their codes. */
  search_text: Computed<string>;
};

/** What a line was charged to from when until when; no line ever has two at once. line.cost_centre_code is kept equal to the current one. */
export type LineCostCentre = {
  id: string;
  organisation_id: string;
  line_id: string;
  /** The cost centre. */
  target_id: string;
  /** First day, Europe/Brussels. */
  valid_from: string;
  /** Last day, Europe/Brussels; null = until further notice. */
  valid_until: string | null;
  /** Where today stands, for finding what is due: planned rows begin and current ones end by themselves. */
  phase: 'planned' | 'current' | 'ended';
};

/** Lines for which the network has something else than the portal shows, as last compared. */
export type LineDrift = {
  line_id: string;
  organisation_id: string;
  /** line_state.version then: when the line has changed since, it says nothing until the next comparison. */
  line_version: number;
  element: string;
  /** When it was first seen. */
  found_at: Timestamp;
  seen_at: Timestamp;
  /** [{what, portal, network}] in the words of the element; empty = the network does not know the SIM. */
  differences: Json;
};

/** Who used a line from when until when; no line ever has two at once. line.holder_* is kept equal to the current one. */
export type LineHolder = {
  id: string;
  organisation_id: string;
  line_id: string;
  /** The holder. */
  target_id: string;
  /** First day, Europe/Brussels. */
  valid_from: string;
  /** Last day, Europe/Brussels; null = until further notice. */
  valid_until: string | null;
  /** Where today stands, for finding what is due: planned rows begin and current ones end by themselves. */
  phase: 'planned' | 'current' | 'ended';
};

/** An option held by a line with the terms it was bought under; ended_at null = active. */
export type LineOption = {
  id: string;
  organisation_id: string;
  line_id: string;
  option_code: string;
  catalogue_version: number;
  parameters: Generated<Json>;
  monthly_price: Generated<string>;
  one_off_price: Generated<string>;
  active_since: Timestamp;
  /** End known in advance: a pass's validity; null = until removed. */
  active_until: Timestamp | null;
  minimum_term_end: Timestamp | null;
  pool_unit: 'MB' | 'minutes' | 'sms' | null;
  /** What a pass gives, in pool_unit. */
  pool_total: string | null;
  pool_used: string | null;
  ended_at: Timestamp | null;
  /** The order item that brought it; null when it came with the line. */
  added_by_item: string | null;
  /** Which of the item's actions, from 0: one item may bring the same pass twice. */
  added_by_action: number | null;
  ended_by_item: string | null;
  /** The order item that set its parameters last, when they were set anew since it is active. */
  modified_by_item: string | null;
  /** The parameters before modified_by_item: what an undo puts back. */
  parameters_before: Json | null;
  /** Its time is over and the network is still to be told, as soon as nothing else is under way on its line. */
  leaves_network: Generated<boolean>;
};

/** What orders and the network change on a line, one row a line; locked in order of line_id before an order is stored. */
export type LineState = {
  line_id: string;
  organisation_id: string;
  /** As in line, so that counts keep to the customer numbers a person may see. */
  billing_account_id: string;
  /** Codes of the active options, sorted; kept equal to line_option in the same transaction. */
  option_codes: Generated<string[]>;
  /** Order items of this line that have not ended. */
  open_items: Generated<number>;
  /** Grows with each change of the line; a quote made on an older version is refused on submit. */
  version: Generated<number>;
  /** When the network last confirmed what is shown. */
  synced_at: Timestamp;
};

/** How a person has arranged the list of numbers; none = as it comes. */
export type ListLayout = {
  person_id: string;
  /** Columns that are shown, in their order, by the names of the contract. */
  columns: string[];
  density: 'comfortable' | 'compact';
  changed_at: Timestamp;
  /** So many of the first columns stay in sight when the list is scrolled sideways. */
  pinned: Generated<number>;
  /** {column: px} of those whose width the person has set. */
  widths: Generated<Json>;
};

/** The outbox: a mail is written in the transaction of what it tells and handed to the transport after it. */
export type Mail = {
  id: string;
  organisation_id: string | null;
  /** Names the event told; the same event is never told twice. */
  dedupe_key: string;
  recipient: string;
  locale: 'fr' | 'nl' | 'en' | 'de';
  subject: string;
  /** {preheader, blocks}: what is told, in the language of the mail; brand, layout and the portal's address come to it when it is handed over. */
  letter: Json;
  /** sending is written before the transport is called; found there after a crash it becomes unclear and is not sent again. */
  state: Generated<'queued' | 'sending' | 'sent' | 'unclear' | 'failed'>;
  attempts: Generated<number>;
  due_at: Timestamp;
  /** Until when a sending mail is in the hands of a sender; after it, whether it went out is unclear. */
  lease_until: Timestamp | null;
  last_error: string | null;
  created_at: Timestamp;
  sent_at: Timestamp | null;
  /** The trace that it was queued in (W3C Trace Context §3.2), which handing it over is a step of; null = nobody follows it. */
  traceparent: string | null;
};

/** What all workers know of a network element: its rate and its circuit breaker. All times are of the clock of the database. */
export type NetworkElement = {
  name: string;
  /** When the next call may be made that nobody has reserved; moved on by each claim, by one gap for each call. */
  next_free: Generated<Timestamp>;
  /** Calls in a row without a clear answer, of all workers. */
  failures: Generated<number>;
  /** Left alone until then; after it one item tries whether the element answers again. Null = in use. */
  open_until: Timestamp | null;
  /** Until then a worker holds the right to try it with one item. */
  probe_until: Timestamp | null;
};

/** Workers that are alive, and how many calls at a time each may make: together never more than the element bears. */
export type NetworkElementWorker = {
  element: string;
  worker: string;
  calls: number;
  joined_at: Generated<Timestamp>;
  /** Last sign of life, by the clock of the database; its calls are shared out again when there is none for a lease. */
  seen_at: Generated<Timestamp>;
};

/** What the bell shows a person. kind names the message notification.<kind>, values fill it, target is a path without language. */
export type Notification = {
  id: string;
  organisation_id: string;
  person_id: string;
  kind: string;
  values: Json;
  target: string | null;
  created_at: Timestamp;
  read_at: Timestamp | null;
};

/** Where network elements were asked to tell what becomes of orders (TMF641 hub). */
export type NotificationHub = {
  element: string;
  /** Of the network element, when it was asked. */
  address: string;
  /** SHA-256 of the address it was given: the address holds a secret. */
  callback: string;
  /** The id the element gave the registration, to take it back; null = it gave none. */
  hub_id: string | null;
  registered_at: Timestamp;
};

/** The part of an order that concerns one line, and the unit that is carried out on the network. TM Forum: ProductOrderItem (TMF622), ServiceOrderItem (TMF641). */
export type OrderItem = {
  id: string;
  organisation_id: string;
  order_id: string;
  line_id: string;
  billing_account_id: string;
  position: number;
  /** Order of submission: items of one line are carried out in this order. */
  sequence: Computed<number>;
  msisdn: string;
  iccid: string;
  /** [{action: add|remove, code, parameters}] with the catalogue terms of each. */
  actions: Json;
  price: Json;
  /** The network element (connector) that carries it out. */
  element: string;
  state: Generated<'planned' | 'acknowledged' | 'inProgress' | 'completed' | 'failed' | 'cancelled'>;
  /** First open item of its line: only heads are claimed; the next is promoted when the head ends. */
  is_head: boolean;
  /** Not before: when it was submitted, when it is planned to begin, or when a setback lets it be tried again. */
  due_at: Timestamp;
  /** Grows at each claim, never falls: the fence that keeps a late worker from writing. */
  attempts: Generated<number>;
  /** Attempts since it was submitted or sent again that ended without a result. */
  tries: Generated<number>;
  /** Attempts since then whose worker was lost: the lease ran out. */
  losses: Generated<number>;
  /** Held by a worker until then, by the clock of the database; null = held by none. */
  lease_until: Timestamp | null;
  /** {code, values, temporary}: why it failed, or its last setback; in words by failure.<code>. */
  failure: Json | null;
  started_at: Timestamp | null;
  ended_at: Timestamp | null;
  /** Since when the network works on it, as far as it said so; null = it has not accepted it. */
  accepted_at: Timestamp | null;
  /** The network told of it since it was last claimed: it is due at once, also when its present worker lets go of it. */
  is_woken: Generated<boolean>;
  /** A person wants an accepted item cancelled: wanted = the network is to be asked, told = it was asked and what it says is read back. */
  cancelling: 'wanted' | 'told' | null;
  /** How often a person has sent it again after it had failed. */
  sent_again: Generated<number>;
  /** Its order is paused: it does not begin. What has begun goes on to its end all the same. */
  paused: Generated<boolean>;
  /** Place among the items that were sent again together; null = position. A single number sent again is a small change, wherever it stood in its order. */
  place: number | null;
  /** 0 = small: one of the first 50 that were ordered or sent again together; 1 = large. Small ones go first. */
  lane: Computed<number>;
  /** Which of the small, and which of the large ones, comes first: due_at, later by 100 ms for each place, so that of two large orders the one that was served least goes first. */
  turn: Computed<string>;
  /** What the network calls it since it accepted it, such as the id of a ServiceOrder (TMF641). */
  network_reference: string | null;
};

/** A pause, a resumption, a cancellation or a move to another time on its way through the items of an order; gone when all have followed. What is to be paused, cancelled or moved does not begin meanwhile. */
export type OrderSweep = {
  id: string;
  order_id: string;
  kind: 'pause' | 'resume' | 'cancel' | 'move';
  /** Of its items those of these customer numbers: what the person who asked may see. */
  billing_account_ids: string[];
  /** The newest item when it was asked: what is sent again later is not cancelled with the rest. */
  last_sequence: number;
  /** Items before this position have been looked at in this round; it ends with a round from 0 that finds nothing, a move with its first round. */
  next_position: Generated<number>;
  /** How many items have not followed yet, as the page tells. */
  left_count: number;
  asked_at: Timestamp;
};

/** A business customer of the operator. TM Forum: Organization (TMF632). */
export type Organisation = {
  id: string;
  name: string;
  /** Belgian enterprise number, 10 digits, last two = 97 - (first eight mod 97). */
  enterprise_number: string;
  locale: 'fr' | 'nl' | 'en' | 'de';
  created_at: Timestamp;
};

/** Numbers and ICCIDs pasted into the search box. Gone after thirty days, unless a saved view shows it. */
export type PastedList = {
  id: string;
  organisation_id: string;
  /** Who pasted it; only lines that he may see were looked up. */
  person_id: string;
  /** Each entry as it was pasted, once. */
  typed: string[];
  /** The line that each entry names, in the same places; null = none that he sees. */
  line_ids: string[];
  made_at: Timestamp;
};

/** Someone who signs in: for a customer, or for the operator (staff). Credentials are in sign_in_*. */
export type Person = {
  id: string;
  organisation_id: string | null;
  role: 'manager' | 'viewer' | 'staff';
  email: string;
  first_name: string;
  last_name: string;
  locale: 'fr' | 'nl' | 'en' | 'de';
  created_at: Timestamp;
  disabled_at: Timestamp | null;
};

/** The customer numbers a person is limited to; a person without rows sees all of his organisation. */
export type PersonBillingAccount = {
  person_id: string;
  billing_account_id: string;
};

/** A change that a customer asked for, over one or many lines. TM Forum: ProductOrder (TMF622). */
export type ProductOrder = {
  id: string;
  organisation_id: string;
  number: Computed<number>;
  state: 'planned' | 'acknowledged' | 'inProgress' | 'completed' | 'partial' | 'failed' | 'cancelled';
  /** Null = the portal by itself. */
  requested_by: string | null;
  requested_by_name: string;
  requested_at: Timestamp;
  ended_at: Timestamp | null;
  locale: 'fr' | 'nl' | 'en' | 'de';
  /** The client's Idempotency-Key: the same key and the same request are one order. */
  idempotency_key: string;
  request_hash: string;
  /** The quote it came from, when there was one: a quote becomes one order at most. Quotes are deleted when they expire. */
  quote_id: string | null;
  /** The customer numbers of its items: who may see one of them sees the order, and of it only those items. */
  billing_account_ids: string[];
  catalogue_version: number;
  /** What was asked: {add: [{code, parameters}], remove: [code]}. */
  change: Json;
  /** The quote the customer confirmed: money as decimal strings. */
  totals: Json;
  /** How often failed items were sent again; each run ends with its own mail. */
  retries: Generated<number>;
  item_count: number;
  completed_count: Generated<number>;
  failed_count: Generated<number>;
  cancelled_count: Generated<number>;
  /** Since when nothing of it begins; null = it goes on. Never set on an order that has ended. */
  paused_at: Timestamp | null;
  /** Who paused it. */
  paused_by_name: string | null;
  /** From when its pace is counted: 15 to 30 seconds before the newest result, longer when results are rarer. */
  pace_from: Timestamp | null;
  /** How many of its items were completed or had failed at pace_from. */
  pace_ended: number | null;
  /** What pace_from becomes 15 seconds later. */
  pace_next_from: Timestamp | null;
  /** How many of its items were completed or had failed at pace_next_from. */
  pace_next_ended: number | null;
  /** When it was asked to begin: {kind: at, at: time in Brussels} or {kind: cycle}; null = at once. */
  starts: Json | null;
  /** When its first number begins; null = at once. Numbers of other billing cycles may begin later. */
  starts_at: Timestamp | null;
  /** The order whose additions this one takes away again: made with it, dropped for a number that did not get them. */
  ends_order_id: string | null;
  /** The order whose completed items it reverses. */
  undoes_order_id: string | null;
  /** The trace that the order was submitted in (W3C Trace Context §3.2), which its items go on with; null = nobody follows it. */
  traceparent: string | null;
  /** What the operator did by itself, free of charge: correction = its staff brought the network back to what the lines say, expiry = the network is told that passes have ended, takeover = its staff made the lines say what the network has; null = a customer ordered it. */
  operator_act: 'correction' | 'expiry' | 'takeover' | null;
  /** What was asked of each kind of subscription and status, where there are several: [{subscriptionKind, status, change, itemCount}]; null = the same of all lines, or of each what change and its item say. */
  groups: Json | null;
};

/** A dry run that a person may submit: the lines as they were (line.version), the change, the totals shown to him. */
export type Quote = {
  id: string;
  organisation_id: string;
  made_by: string;
  made_at: Timestamp;
  expires_at: Timestamp;
  change: Json;
  catalogue_version: number;
  /** Those left out first, then by number: the order in which they are shown and carried out. */
  line_ids: string[];
  /** line.version of each line_ids at the time of the quote; an order is refused when one has moved. */
  line_versions: number[];
  totals: Json;
  /** The distinct judgements and prices that occur: few, however many lines. */
  outcomes: Json;
  /** Which of outcomes (from 1) each of line_ids has. */
  line_outcomes: number[];
  eligible_count: number;
  /** When the order is to begin: {kind: now}, {kind: at, at: time in Brussels} or {kind: cycle}. */
  starts: Generated<Json>;
  /** Until when what it adds is wanted: a time in Brussels, 2026-03-14T23:59; null = for good. */
  until: string | null;
  /** The order whose completed items it reverses: then what is wanted differs from line to line. */
  undoes_order_id: string | null;
  /** The distinct changes, where what is wanted differs from line to line; null = the same on all. */
  wishes: Json | null;
  /** Which of wishes (from 0) each line is to have, in the order of line_ids. */
  line_wishes: number[] | null;
};

/** A list of numbers kept under a name: what narrows and sorts it, never the numbers themselves. */
export type SavedView = {
  id: string;
  organisation_id: string;
  /** Whose it is. */
  person_id: string;
  name: string;
  /** His colleagues see it too. */
  shared: boolean;
  /** As the contract of the fleet has it: filter, sort, direction. */
  query: Json;
  created_at: Timestamp;
  changed_at: Timestamp;
};

/** What the portal does by itself every so often: when it is due, who is at it, how it went. */
export type Schedule = {
  name: string;
  due_at: Timestamp;
  /** A process is at it until then, and longer if it says so; null = free. */
  lease_until: Timestamp | null;
  started_at: Timestamp;
  ended_at: Timestamp | null;
  last_error: string | null;
};

/** What is counted to slow down guessing. pair = one account from one address. */
export type SignInAttempt = {
  kind: 'pair' | 'account' | 'address' | 'reset-account' | 'reset-address';
  /** HMAC of the account's mail address and/or the remote address, so that the table names nobody; accounts that do not exist are counted alike. */
  key: string;
  /** Wrong passwords (or links asked for) since it was last forgotten. */
  failures: Generated<number>;
  /** Passwords being compared at this moment: they count as wrong until known to be right. */
  checking: Generated<number>;
  changed_at: Timestamp;
  wait_until: Timestamp | null;
  /** pair: the right password was given from this address not long ago. */
  familiar_until: Timestamp | null;
};

/** How a person proves who he is. One kind so far: a password. */
export type SignInCredential = {
  id: string;
  person_id: string;
  provider_id: 'credential';
  /** The person's name at the provider; for a password the person's own id. */
  account_id: string;
  /** <salt>:<scrypt N=16384 r=16 p=1>, both in hexadecimal. */
  password: string;
  created_at: Timestamp;
  updated_at: Timestamp;
};

/** The link with which a person may set a new password. One a person: a newer one replaces it; using it deletes it. */
export type SignInReset = {
  person_id: string;
  /** SHA-256 of the token in the link, base64url. */
  token_hash: string;
  created_at: Timestamp;
  expires_at: Timestamp;
};

/** One row a browser that is signed in; signing out deletes it. */
export type SignInSession = {
  id: string;
  person_id: string;
  /** In the cookie with a signature (HMAC-SHA-256 by AUTH_SECRET): worth nothing to who has only the database. */
  token: string;
  created_at: Timestamp;
  updated_at: Timestamp;
  /** Moves on while it is used, written at most once a day. */
  expires_at: Timestamp;
  ip: string | null;
  user_agent: string | null;
};

/** The people who may sign in, as the identity library knows a user: person is the only truth, and who is disabled does not exist for it. */
export type SignInUser = {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  image: string;
  created_at: Timestamp;
  updated_at: Timestamp;
};

/** SIMs of the lines, with the dates of the link; one live SIM a line. */
export type Sim = {
  iccid: string;
  imsi: string;
  organisation_id: string;
  line_id: string;
  form: 'physical' | 'esim';
  live_from: Timestamp;
  live_until: Timestamp | null;
};

/** What each worker ended in each minute on each element. Written every few seconds: what a killed worker did last may be missing. */
export type WorkMinute = {
  minute: Timestamp;
  element: string;
  worker_id: string;
  completed: Generated<number>;
  failed: Generated<number>;
  /** Came back without a result, to be tried again. */
  postponed: Generated<number>;
  /** Failed for good, by cause: {<code>: <count>}. */
  failures: Generated<Json>;
};

/** The processes that carry items out; one that stops takes its row away, one that was killed leaves it. */
export type Worker = {
  id: string;
  host: string;
  pid: number;
  started_at: Generated<Timestamp>;
  /** Last sign of life, by the clock of the database. */
  seen_at: Generated<Timestamp>;
  /** [{element, breaker, inHand}] as it said then. */
  elements: Json;
};

/** How often an item was sent: the sentinel "fails once" needs to know. */
export type SimulatorAttempt = {
  item_id: string;
  calls: Generated<number>;
};

/** The network's own record of each change it made, for comparing with the orders. */
export type SimulatorEffect = {
  sequence: Computed<number>;
  item_id: string;
  iccid: string;
  at: Generated<Timestamp>;
  before: Json;
  after: Json;
};

export type SimulatorSubscriber = {
  iccid: string;
  msisdn: string;
  /** Services switched on for this SIM: {<service>: <value>}. */
  services: Generated<Json>;
  revision: Generated<number>;
};

export type DB = {
  audit_entry: AuditEntry;
  billing_account: BillingAccount;
  catalogue_version: CatalogueVersion;
  comparison_round: ComparisonRound;
  cost_centre: CostCentre;
  export: Export;
  export_chunk: ExportChunk;
  export_schedule: ExportSchedule;
  handled_item: HandledItem;
  handling: Handling;
  holder: Holder;
  import: Import;
  import_bad_row: ImportBadRow;
  import_block: ImportBlock;
  import_chunk: ImportChunk;
  import_correction: ImportCorrection;
  line: Line;
  line_cost_centre: LineCostCentre;
  line_drift: LineDrift;
  line_holder: LineHolder;
  line_option: LineOption;
  line_state: LineState;
  list_layout: ListLayout;
  mail: Mail;
  network_element: NetworkElement;
  network_element_worker: NetworkElementWorker;
  notification: Notification;
  notification_hub: NotificationHub;
  order_item: OrderItem;
  order_sweep: OrderSweep;
  organisation: Organisation;
  pasted_list: PastedList;
  person: Person;
  person_billing_account: PersonBillingAccount;
  product_order: ProductOrder;
  quote: Quote;
  saved_view: SavedView;
  schedule: Schedule;
  sign_in_attempt: SignInAttempt;
  sign_in_credential: SignInCredential;
  sign_in_reset: SignInReset;
  sign_in_session: SignInSession;
  sign_in_user: SignInUser;
  sim: Sim;
  work_minute: WorkMinute;
  worker: Worker;
  'simulator.attempt': SimulatorAttempt;
  'simulator.effect': SimulatorEffect;
  'simulator.subscriber': SimulatorSubscriber;
};
