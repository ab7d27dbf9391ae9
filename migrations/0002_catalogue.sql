-- The calendar, the catalogue (公开目录) and the obligations derived from it.

-- A year is known when the State Council's notice for it is loaded.
create table calendar_year (
  year integer primary key check (year between 1990 and 2200),
  source text not null,
  loaded_at timestamptz not null
);
-- Only the days that differ from the week: statutory days off and make-up working days (调休上班).
create table calendar_day (
  day date primary key,
  year integer not null references calendar_year (year) on delete cascade,
  kind text not null check (kind in ('holiday', 'makeup')),
  name text not null
);
create index calendar_day_year on calendar_day (year);

create table catalogue (
  id uuid primary key,
  body_id uuid not null references body (id),
  name text not null check (name <> ''),
  created_at timestamptz not null,
  unique (body_id, name)
);

create table catalogue_version (
  id uuid primary key,
  catalogue_id uuid not null references catalogue (id),
  body_id uuid not null references body (id),
  version integer not null,
  file_name text not null,
  file_sha256 text not null,
  effective_on date not null,
  -- The fate of every row of the sheet, as it was shown to the importer.
  report jsonb not null,
  imported_at timestamptz not null,
  imported_by uuid references account (id),
  -- The last legal day on which obligations were derived from this version.
  derived_on date,
  unique (catalogue_id, version),
  unique (catalogue_id, file_sha256)
);

create table catalogue_item (
  id uuid primary key,
  version_id uuid not null references catalogue_version (id),
  body_id uuid not null references body (id),
  -- The same item in the next version of the catalogue has the same key.
  key text not null,
  position integer not null,
  level1 text not null,
  level2 text not null,
  level3 text not null default '',
  content text not null,
  legal_basis text not null,
  time_limit text not null,
  -- The reading of `time_limit` (catalogue/rules), kept as it was when imported.
  term jsonb not null,
  responsible text not null,
  channels jsonb not null,
  audience text not null check (audience in ('public', 'group')),
  manner text not null check (manner in ('proactive', 'request')),
  levels jsonb not null,
  unique (version_id, key)
);

-- Which bodies an item binds.
create table catalogue_item_body (
  item_id uuid not null references catalogue_item (id),
  body_id uuid not null references body (id),
  primary key (item_id, body_id)
);
create index catalogue_item_body_body on catalogue_item_body (body_id);

create table obligation (
  id uuid primary key,
  catalogue_id uuid not null references catalogue (id),
  item_id uuid not null references catalogue_item (id),
  item_key text not null,
  body_id uuid not null references body (id),
  -- '2026-Q3', '2026-07', '2026', 'standing', 'unclear', or 'event:<uuid>'
  period text not null,
  -- What the term counts from, where it counts from an event: its name and day.
  event text not null default '',
  event_on date,
  due_on date,
  -- Why `due_on` is what it is, or why it is empty: the rule's words for a person.
  reason text not null,
  met_on date,
  met_by uuid,
  created_at timestamptz not null,
  unique (catalogue_id, item_key, body_id, period)
);
create index obligation_body on obligation (body_id, due_on);
create index obligation_open on obligation (due_on) where met_on is null;
create index obligation_met_by on obligation (met_by);
