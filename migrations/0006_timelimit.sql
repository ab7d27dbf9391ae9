-- How time limits are read by people, what pauses and extends a body's own term, and what a new calendar moved.

-- A person's reading of a written time limit (人工确认). Only added to: the newest of a phrase counts; `term` null takes
-- the person's reading back, and the program's own counts again.
create table time_limit_reading (
  id uuid primary key,
  -- The phrase in its one written form (plainPhrase), so that every spelling of it finds the reading.
  phrase text not null check (phrase <> ''),
  -- As it stood in the catalogue.
  written text not null,
  term jsonb,
  reason text not null check (reason <> ''),
  read_by uuid not null references account (id),
  read_at timestamptz not null
);
create index time_limit_reading_phrase on time_limit_reading (phrase, read_at desc);

-- Where the cell says 及时 without a number: how soon a body is asked to publish. Never the legal date. One row.
create table term_setting (
  is_only boolean primary key default true check (is_only),
  target_working_days integer not null check (target_working_days between 1 and 20),
  set_by uuid references account (id),
  set_at timestamptz not null
);

-- What makes a body's own due date differ from the shared one: its ledger shows each.
create table due_adjustment (
  id uuid primary key,
  obligation_id uuid not null references obligation_record (id),
  body_id uuid not null references body (id),
  kind text not null check (kind in ('pause', 'extension')),
  -- A pause: its first and its last day; the last is empty while it lasts.
  from_on date,
  to_on date,
  -- An extension: how much.
  amount integer check (amount between 1 and 260),
  unit text check (unit in ('workingDay', 'day', 'month')),
  -- Who agreed to it.
  approver text not null check (approver <> ''),
  reason text not null check (reason <> ''),
  ordered_by uuid not null references account (id),
  ordered_at timestamptz not null,
  ended_by uuid references account (id),
  ended_at timestamptz,
  check ((kind = 'pause') = (from_on is not null)),
  check ((kind = 'extension') = (amount is not null and unit is not null)),
  check (to_on is null or to_on >= from_on)
);
create index due_adjustment_obligation on due_adjustment (obligation_id, ordered_at);
create unique index due_adjustment_paused on due_adjustment (obligation_id) where kind = 'pause' and to_on is null;

-- One recount that moved something: a new holiday notice, a person's reading, or the program reading better than before.
create table due_replay (
  id uuid primary key,
  cause text not null check (cause in ('calendar', 'reading', 'program')),
  -- The year of the notice, or the phrase.
  subject text not null,
  -- Days that are another kind of day than before: [{day, before, after}].
  days jsonb not null,
  moved integer not null,
  account_id uuid references account (id),
  person_name text not null,
  replayed_at timestamptz not null
);
create index due_replay_at on due_replay (replayed_at desc);

-- What it moved, from when to when. Kept as it was said, also when the obligation itself gives way to a newer catalogue.
create table due_move (
  replay_id uuid not null references due_replay (id),
  obligation_id uuid not null,
  body_id uuid not null references body (id),
  item_id uuid not null references catalogue_item (id),
  period text not null,
  event text not null,
  -- The day the term counts from, where there is one.
  counted_from date,
  from_on date,
  to_on date,
  -- By weekdays only, where the calendar was or is not loaded.
  from_provisional_on date,
  to_provisional_on date,
  primary key (replay_id, obligation_id)
);
create index due_move_obligation on due_move (obligation_id);
