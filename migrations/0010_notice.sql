-- Nightly jobs, reminders (提醒), e-mail, nightly checks (内容保障巡查), completeness checks (公开日前检查) and their tasks (整改).

-- One row a job and legal day. Whoever works on it holds its lock: a killed process lets go at once.
create table nightly_run (
  job text not null,
  on_day date not null,
  attempts integer not null default 0,
  started_at timestamptz,
  next_attempt_at timestamptz not null,
  finished_at timestamptz,
  outcome jsonb,
  fault text not null default '',
  primary key (job, on_day)
);

-- Where a person is written to; an address stands here once its holder has shown a code that was sent there.
create table mail_address (
  account_id uuid primary key references account (id),
  address text not null check (address ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  verified_at timestamptz not null,
  wants_mail boolean not null default true
);

create table mail_code (
  account_id uuid primary key references account (id),
  address text not null,
  code_hash bytea not null,
  wrong integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- How long before and after a due date who is reminded: one row for the whole county.
create table reminder_rule (
  only_one boolean primary key default true check (only_one),
  days_before integer[] not null,
  days_after integer[] not null,
  weekly_after boolean not null,
  leader_after_days integer not null check (leader_after_days between 1 and 365),
  office_after_days integer not null check (office_after_days between 1 and 365),
  changed_at timestamptz,
  changed_by uuid references account (id)
);
insert into reminder_rule (days_before, days_after, weekly_after, leader_after_days, office_after_days)
values ('{7,3,1}', '{1,3,7}', true, 3, 7);

-- One notice a person and day, never one an obligation: its counts open the board that lists them.
create table notice (
  id uuid primary key,
  account_id uuid not null references account (id),
  on_day date not null,
  lines jsonb not null,
  made_at timestamptz not null,
  read_at timestamptz,
  unique (account_id, on_day)
);
create index notice_day on notice (on_day);

create table mail (
  id uuid primary key,
  -- Whose address; the text is of that person's own work and holds nothing of citizens.
  account_id uuid not null references account (id),
  address text not null,
  kind text not null check (kind in ('digest', 'code')),
  notice_id uuid unique references notice (id),
  -- The same for every attempt, so that a receiver knows a second copy.
  message_id text not null unique,
  subject text not null,
  text text not null,
  html text not null,
  state text not null check (state in ('waiting', 'sent', 'dead')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  fault text not null default '',
  made_at timestamptz not null,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
create index mail_waiting on mail (next_attempt_at) where state = 'waiting';
create index mail_account on mail (account_id, made_at desc);

-- What the nightly checks found: one row a finding, open until a night finds it no more.
create table finding (
  id uuid primary key,
  kind text not null check (kind in ('late', 'empty', 'stale', 'standing', 'link', 'interpretation')),
  -- What it is about, in words that stay the same from night to night.
  key text not null,
  body_id uuid not null references body (id),
  title text not null,
  detail text not null,
  disclosure_id uuid references disclosure (id),
  item_id uuid references catalogue_item (id),
  -- The legal day since which it is so; it can lie before the night that found it.
  since_on date not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index finding_open on finding (kind, key) where closed_at is null;
create index finding_body on finding (body_id, opened_at desc);

-- The links that stand in the newest published version of a document; read once a version.
create table link_scan (
  disclosure_id uuid primary key references disclosure (id),
  version integer not null,
  scanned_at timestamptz not null
);
create table document_link (
  disclosure_id uuid not null references disclosure (id),
  url text not null,
  is_internal boolean not null,
  primary key (disclosure_id, url)
);
create index document_link_url on document_link (url);
-- What is known of each outside address.
create table link_state (
  url text primary key,
  checked_at timestamptz not null,
  next_check_at timestamptz not null,
  failures integer not null default 0,
  failing_since date,
  fault text not null default ''
);
create index link_state_next on link_state (next_check_at);

-- 长期公开 is read again every year by whoever answers for it.
create table standing_review (
  id uuid primary key,
  catalogue_id uuid not null references catalogue (id),
  item_key text not null,
  body_id uuid not null references body (id),
  reviewed_on date not null,
  due_again_on date not null,
  note text not null default '',
  reviewed_by uuid references account (id),
  reviewed_at timestamptz not null
);
create index standing_review_of on standing_review (body_id, catalogue_id, item_key, reviewed_on desc);

-- A completeness check (公开日前检查) over a body and all under it, as it stood when it was made.
create table check_round (
  id uuid primary key,
  body_id uuid not null references body (id),
  name text not null check (name <> ''),
  occasion text not null check (occasion in ('openday', 'inspection', 'other')),
  -- The day that it prepares: what is due until then is looked at.
  for_day date not null,
  as_of date not null,
  task_due_on date not null,
  counts jsonb not null,
  made_at timestamptz not null,
  made_by uuid references account (id),
  closed_at timestamptz
);
create index check_round_body on check_round (body_id, made_at desc);

create table check_gap (
  id uuid primary key,
  round_id uuid not null references check_round (id),
  body_id uuid not null references body (id),
  catalogue_id uuid references catalogue (id),
  item_key text,
  item_id uuid references catalogue_item (id),
  fault text not null check (fault in ('late', 'missing', 'unclear', 'stale', 'link')),
  what text not null,
  detail text not null,
  since_on date,
  -- What the nightly checks had found; the gap is mended when that is closed.
  finding_id uuid references finding (id)
);
create index check_gap_round on check_gap (round_id, body_id);

-- 整改任务: who does what until when.
create table rectification_task (
  id uuid primary key,
  round_id uuid not null references check_round (id),
  gap_id uuid not null unique references check_gap (id),
  body_id uuid not null references body (id),
  assigned_to uuid references account (id),
  what text not null,
  due_on date not null,
  state text not null check (state in ('todo', 'done', 'confirmed', 'returned')),
  note text not null default '',
  remark text not null default '',
  -- It closed by itself, because what was missing became public.
  is_met boolean not null default false,
  done_at timestamptz,
  done_by uuid references account (id),
  settled_at timestamptz,
  settled_by uuid references account (id),
  made_at timestamptz not null
);
create index rectification_task_open on rectification_task (body_id, due_on) where state in ('todo', 'returned');
create index rectification_task_round on rectification_task (round_id, body_id);
