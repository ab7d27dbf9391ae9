-- The open day (政务公开日): a day, its stalls, visits and materials, and what earlier years' accounts say.

create table openday (
  id uuid primary key,
  body_id uuid not null references body (id),
  -- Short and readable: '2026-210681115'; an earlier year's account: 'past-210681115'
  code text not null unique check (code ~ '^[0-9A-Za-z-]{4,60}$'),
  name text not null check (name <> ''),
  -- Earlier accounts often write 20xx: then the year is unknown, not guessed.
  year integer,
  ordinal integer check (ordinal > 0),
  theme text not null default '',
  held_on date,
  -- What is known of a day whose year is not: '5月15日', word for word.
  held_text text not null default '',
  place text not null default '',
  -- The notice (通知) that the day is held under.
  notice text not null default '',
  state text not null check (state in ('planned', 'open', 'closed', 'past')),
  opened_at timestamptz,
  closed_at timestamptz,
  -- The whole text of an earlier year's account (往届总结), word for word, and the place that it names.
  account_text text,
  account_source text,
  created_by uuid references account (id),
  created_at timestamptz not null,
  check ((state = 'past') = (account_text is not null)),
  check ((state = 'past') = (account_source is not null)),
  check (state = 'past' or held_on is not null)
);
create index openday_body on openday (body_id, created_at desc);

create table openday_stall (
  id uuid primary key,
  openday_id uuid not null references openday (id),
  body_id uuid not null references body (id),
  name text not null check (name <> ''),
  place text not null default '',
  services text not null default '',
  position integer not null,
  created_at timestamptz not null,
  unique (openday_id, name)
);
create index openday_stall_body on openday_stall (body_id);

create table visit (
  -- Made where the record is made, so that sending twice is harmless.
  id uuid primary key,
  number text not null unique,
  openday_id uuid not null references openday (id),
  stall_id uuid not null references openday_stall (id),
  body_id uuid not null references body (id),
  kind text not null check (kind in ('consultation', 'complaint', 'suggestion', 'help', 'report')),
  field text not null,
  question text not null,
  is_answered_on_spot boolean not null,
  answer text not null default '',
  hand_over_to text not null default '',
  -- Only where an answer is owed (personal data kept to what is needed).
  visitor_name text not null default '',
  visitor_phone text not null default '',
  satisfaction text check (satisfaction in ('satisfied', 'fair', 'dissatisfied')),
  content_hash text not null,
  -- Entered after the day was closed (补录).
  is_late boolean not null,
  visited_at timestamptz not null,
  recorded_by uuid not null references account (id),
  recorded_at timestamptz not null,
  check (not is_answered_on_spot or (visitor_name = '' and visitor_phone = '')),
  check (is_answered_on_spot or hand_over_to <> '')
);
create index visit_openday on visit (openday_id, stall_id, visited_at);

create table openday_material (
  id uuid primary key,
  openday_id uuid not null references openday (id),
  stall_id uuid references openday_stall (id),
  body_id uuid not null references body (id),
  kind text not null check (kind in ('handbook', 'leaflet', 'board', 'banner', 'bag', 'guide', 'book', 'other')),
  name text not null check (name <> ''),
  unit text not null check (unit <> ''),
  -- Printed, or for boards (展板) and banners (条幅) put up.
  prepared integer not null check (prepared >= 0),
  created_at timestamptz not null
);
create index openday_material_openday on openday_material (openday_id);

-- Each giving out is a record: the counter is their sum. A mistake is a record with a minus.
create table openday_giving (
  id uuid primary key,
  material_id uuid not null references openday_material (id),
  openday_id uuid not null references openday (id),
  count integer not null check (count <> 0),
  recorded_by uuid not null references account (id),
  recorded_at timestamptz not null
);
create index openday_giving_material on openday_giving (material_id, recorded_at);
create index openday_giving_openday on openday_giving (openday_id, recorded_at);

-- A figure that an earlier year's account states, with the words it was taken from.
create table openday_fact (
  id uuid primary key,
  openday_id uuid not null references openday (id),
  body_id uuid not null references body (id),
  topic text not null check (topic in ('organisation', 'publicity', 'reception', 'material', 'learning', 'reform')),
  key text not null,
  label text not null,
  value numeric not null,
  unit text not null,
  precision text not null check (precision in ('exact', 'over', 'nearly', 'about')),
  quote text not null check (quote <> ''),
  position integer not null,
  unique (openday_id, key)
);

-- A summary (活动总结) as it was produced: its figures are frozen with the query and the instant they were true.
create table openday_summary (
  id uuid primary key,
  openday_id uuid not null references openday (id),
  body_id uuid not null references body (id),
  figures jsonb not null,
  paragraphs jsonb not null,
  made_by uuid references account (id),
  made_by_name text not null,
  made_at timestamptz not null
);
create index openday_summary_openday on openday_summary (openday_id, made_at desc);

-- What was recorded at the stall and what was filed stays as it was: figures as of an instant can be counted again.
create trigger visit_append_only before update or delete on visit
  for each row execute function refuse_change();
create trigger openday_giving_append_only before update or delete on openday_giving
  for each row execute function refuse_change();
create trigger openday_fact_append_only before update or delete on openday_fact
  for each row execute function refuse_change();
create trigger openday_summary_append_only before update or delete on openday_summary
  for each row execute function refuse_change();
