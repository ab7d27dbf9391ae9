-- Notice boards (公开栏), what hangs on them and its proof (张贴), one code a village (一村一码), villagers' questions (质疑).

create table notice_board (
  id uuid primary key,
  body_id uuid not null references body (id),
  place text not null check (place <> ''),
  kind text not null check (kind in ('board', 'case', 'wall', 'led', 'bulletin')),
  size text not null default '',
  -- Taken out of use; what hung there keeps naming it.
  closed_at timestamptz,
  created_at timestamptz not null,
  unique (body_id, place)
);

-- The short code that a printed sheet carries: one for each version that was printed. It tells nothing by itself.
create table sheet_code (
  code text primary key check (code ~ '^[2-9A-HJKMNP-TV-Z]{9}$'),
  disclosure_id uuid not null,
  version integer not null,
  body_id uuid not null references body (id),
  made_at timestamptz not null,
  made_by uuid references account (id),
  unique (disclosure_id, version),
  foreign key (disclosure_id, version) references disclosure_version (disclosure_id, version)
);
create index sheet_code_body on sheet_code (body_id);

-- One sheet on one board, from the day it went up until it came down.
create table posting (
  id uuid primary key,
  body_id uuid not null references body (id),
  board_id uuid not null references notice_board (id),
  disclosure_id uuid not null,
  version integer not null,
  posted_on date not null,
  -- Last day of the posting period (公示期); empty: as long as it holds.
  until_on date,
  -- Why `until_on` is what it is, or why it is empty, for a person.
  until_reason text not null,
  taken_down_on date,
  created_at timestamptz not null,
  foreign key (disclosure_id, version) references disclosure_version (disclosure_id, version),
  check (taken_down_on is null or taken_down_on >= posted_on)
);
create index posting_body on posting (body_id, posted_on desc, id desc);
create index posting_disclosure on posting (disclosure_id);
create index posting_up on posting (until_on) where taken_down_on is null;
-- The same version does not hang twice on the same board.
create unique index posting_once on posting (board_id, disclosure_id, version) where taken_down_on is null;

-- The photograph of a sheet going up or coming down (张贴证明). Where it was taken and what it shows are for staff.
create table posting_proof (
  id uuid primary key,
  posting_id uuid not null references posting (id),
  body_id uuid not null references body (id),
  kind text not null check (kind in ('up', 'down')),
  photo_sha256 text not null check (photo_sha256 ~ '^[0-9a-f]{64}$'),
  -- Of the file as it was sent, which is not kept: the same picture twice is noticed.
  original_sha256 text not null,
  -- What the camera wrote, read before it was stripped; empty: nothing.
  taken_at timestamptz,
  latitude double precision,
  longitude double precision,
  remarks jsonb not null,
  received_at timestamptz not null,
  received_by uuid references account (id),
  released_at timestamptz,
  released_by uuid references account (id),
  unique (posting_id, kind)
);
create index posting_proof_original on posting_proof (original_sha256);

-- The key on a village's plate. It opens what only that village's people may read, and is the same for all of them: it
-- hangs on a wall for everybody there to see, so it is kept as it is and printed again.
create table village_key (
  key text primary key check (key ~ '^[2-9A-HJKMNP-TV-Z]{20}$'),
  body_id uuid not null references body (id),
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index village_key_current on village_key (body_id) where ended_at is null;

-- What a villager asks about what was published (质疑), and the answer. The query code (查询码) is computed from the id.
create table village_question (
  id uuid primary key,
  number text not null unique,
  body_id uuid not null references body (id),
  disclosure_id uuid references disclosure (id),
  question text not null check (question <> ''),
  asker_name text not null default '',
  asker_phone text not null default '',
  -- The asker agrees that question and answer be shown, without name and telephone.
  may_publish boolean not null,
  asked_at timestamptz not null,
  due_on date not null,
  answer_kind text check (answer_kind in ('answered', 'republished')),
  answer text,
  answered_on date,
  answered_at timestamptz,
  answered_by uuid references account (id),
  -- As a person released them, masked.
  public_question text,
  public_answer text,
  released_at timestamptz,
  released_by uuid references account (id),
  -- Not a question at all; only the township may say so.
  set_aside_at timestamptz,
  set_aside_by uuid references account (id),
  set_aside_reason text,
  check ((answer_kind is null) = (answered_at is null)),
  check (answered_at is null or set_aside_at is null),
  check (released_at is null or (may_publish and answered_at is not null))
);
create index village_question_body on village_question (body_id, asked_at desc);
create index village_question_open on village_question (due_on) where answered_at is null and set_aside_at is null;
create index village_question_public on village_question (body_id, released_at desc) where released_at is not null;
