-- The open day (政务公开日): a day, its stalls, visits and materials, and what earlier years' accounts say.

create table openday (
  id uuid primary key,
  body_id uuid not null references body (id),
  -- Short and readable: '2026-210681115'
  code text not null unique,
  name text not null,
  -- Earlier accounts often write 20xx: then the year is unknown, not guessed.
  year integer,
  ordinal integer,
  theme text not null default '',
  held_on date,
  place text not null default '',
  notice text not null default '',
  state text not null check (state in ('planned', 'open', 'closed', 'past')),
  -- The whole text of an earlier year's account (往届总结), word for word.
  account_text text,
  created_by uuid references account (id),
  created_at timestamptz not null
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
  unique (openday_id, name)
);

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
  visited_at timestamptz not null,
  recorded_by uuid not null references account (id),
  recorded_at timestamptz not null
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
  printed integer not null check (printed >= 0),
  given integer not null check (given >= 0),
  created_at timestamptz not null
);
create index openday_material_openday on openday_material (openday_id);

-- A figure that an earlier year's account states, with the words it was taken from.
create table openday_fact (
  id uuid primary key,
  openday_id uuid not null references openday (id),
  body_id uuid not null references body (id),
  key text not null,
  label text not null,
  value numeric not null,
  unit text not null,
  precision text not null check (precision in ('exact', 'over', 'nearly', 'about')),
  quote text not null,
  position integer not null,
  unique (openday_id, key, position)
);

-- A summary (活动总结) as it was produced: its figures are frozen with the query and the day they were true.
create table openday_summary (
  id uuid primary key,
  openday_id uuid not null references openday (id),
  body_id uuid not null references body (id),
  figures jsonb not null,
  paragraphs jsonb not null,
  made_by uuid references account (id),
  made_at timestamptz not null
);
create index openday_summary_openday on openday_summary (openday_id, made_at desc);
