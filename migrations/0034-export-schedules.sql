-- Views that are written as files regularly, for one person each. Forward only; never edited once released.

CREATE TABLE export_schedule (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  person_id       uuid NOT NULL REFERENCES person,
  created_at      timestamptz NOT NULL,
  view_id         uuid REFERENCES saved_view ON DELETE SET NULL,
  view_name       text NOT NULL,
  rhythm          jsonb NOT NULL,
  format          text NOT NULL,
  writing         text NOT NULL,
  locale          text NOT NULL,
  columns         text[],
  state           text NOT NULL CHECK (state IN ('active', 'paused', 'stopped')),
  stopped_for     text CHECK (stopped_for IN ('view-gone', 'view-closed', 'shut-out')),
  next_at         timestamptz,
  last_begun_at   timestamptz,
  last_due_at     timestamptz,
  last_export_id  uuid,
  last_state      text CHECK (last_state IN ('under-way', 'ready', 'failed')),
  last_rows       integer,
  last_failure    jsonb,
  CHECK ((state = 'active') = (next_at IS NOT NULL)),
  CHECK ((state = 'stopped') = (stopped_for IS NOT NULL))
);
COMMENT ON TABLE export_schedule IS 'A view that a person has written as a file every week or month. Seen and changed by that person alone.';
COMMENT ON COLUMN export_schedule.view_id IS 'What it writes, as the view is when it runs; null = the view was removed.';
COMMENT ON COLUMN export_schedule.view_name IS 'As the view was called when it was last seen.';
COMMENT ON COLUMN export_schedule.rhythm IS 'Every which weekday or day of the month, at which hour of Brussels.';
COMMENT ON COLUMN export_schedule.columns IS 'As the list showed them when it was made; null = all.';
COMMENT ON COLUMN export_schedule.state IS 'stopped: by the portal, for a reason; paused: by its person.';
COMMENT ON COLUMN export_schedule.next_at IS 'When it is due. Workers take what is due, once each.';
COMMENT ON COLUMN export_schedule.last_due_at IS 'What time the last run was due for; null = its person had it run.';
COMMENT ON COLUMN export_schedule.last_export_id IS 'The file of the last run, which may be forgotten by now.';
COMMENT ON COLUMN export_schedule.last_failure IS 'Why the last run gave no file: code, English sentence and values.';
CREATE INDEX export_schedule_due ON export_schedule (next_at) WHERE state = 'active';
CREATE INDEX export_schedule_without_view ON export_schedule (id) WHERE state = 'active' AND view_id IS NULL;
CREATE INDEX export_schedule_of_person ON export_schedule (person_id);
CREATE INDEX export_schedule_of_view ON export_schedule (view_id);

ALTER TABLE export ADD COLUMN schedule_id uuid, ADD COLUMN due_at timestamptz;
COMMENT ON COLUMN export.schedule_id IS 'The schedule that it was written for, which may be gone; null = its person asked for it.';
COMMENT ON COLUMN export.due_at IS 'The time of its schedule that it was written for, once; null = its person asked for it himself.';
CREATE UNIQUE INDEX export_of_schedule ON export (schedule_id, due_at);
