-- How wide the columns of the list are for a person, and how many stay in sight. Forward only; never edited once released.

ALTER TABLE list_layout
  ADD COLUMN pinned smallint NOT NULL DEFAULT 2 CHECK (pinned BETWEEN 0 AND 3),
  ADD COLUMN widths jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN list_layout.pinned IS 'So many of the first columns stay in sight when the list is scrolled sideways.';
COMMENT ON COLUMN list_layout.widths IS '{column: px} of those whose width the person has set.';
