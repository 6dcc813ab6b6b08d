-- What the workers did, minute by minute, and which of them are alive. Forward only; never edited once released.

CREATE TABLE worker (
  id         uuid PRIMARY KEY,
  host       text NOT NULL,
  pid        integer NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  elements   jsonb NOT NULL
);
COMMENT ON TABLE worker IS 'The processes that carry items out; one that stops takes its row away, one that was killed leaves it.';
COMMENT ON COLUMN worker.seen_at IS 'Last sign of life, by the clock of the database.';
COMMENT ON COLUMN worker.elements IS '[{element, breaker, inHand}] as it said then.';

CREATE TABLE work_minute (
  minute    timestamptz NOT NULL,
  element   text NOT NULL,
  worker_id uuid NOT NULL,
  completed integer NOT NULL DEFAULT 0,
  failed    integer NOT NULL DEFAULT 0,
  postponed integer NOT NULL DEFAULT 0,
  failures  jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (minute, element, worker_id)
);
COMMENT ON TABLE work_minute IS 'What each worker ended in each minute on each element. Written every few seconds: what a killed worker did last may be missing.';
COMMENT ON COLUMN work_minute.postponed IS 'Came back without a result, to be tried again.';
COMMENT ON COLUMN work_minute.failures IS 'Failed for good, by cause: {<code>: <count>}.';
