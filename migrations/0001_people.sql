-- Bodies (机构), people, sessions, and the record of every act.

create table body (
  id uuid primary key,
  code text not null unique check (code ~ '^[0-9A-Za-z-]{2,40}$'),
  name text not null check (name <> ''),
  kind text not null check (kind in ('county', 'bureau', 'township', 'village')),
  parent_id uuid references body (id),
  -- Codes from the root down, each ended by '/': a subtree is a prefix.
  path text not null unique,
  created_at timestamptz not null
);
create index body_parent on body (parent_id);
create index body_path on body (path text_pattern_ops);

create table section (
  id uuid primary key,
  body_id uuid not null references body (id),
  name text not null check (name <> ''),
  created_at timestamptz not null,
  unique (body_id, name)
);

-- 领导小组: 组长, 副组长, 成员, and the head of its office.
create table leading_group_member (
  id uuid primary key,
  body_id uuid not null references body (id),
  role text not null check (role in ('head', 'deputy', 'member', 'office')),
  person_name text not null check (person_name <> ''),
  post text not null default '',
  position integer not null,
  created_at timestamptz not null
);
create index leading_group_body on leading_group_member (body_id, position);

create table account (
  id uuid primary key,
  body_id uuid not null references body (id),
  section_id uuid references section (id),
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  person_name text not null check (person_name <> ''),
  post text not null default '',
  password_hash text not null,
  is_sample boolean not null default false,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  -- Set while the password is one that somebody else gave: it opens a session until then, and only to change it.
  one_time_until timestamptz,
  created_at timestamptz not null
);
create index account_body on account (body_id);

-- A role holds on the subtree of `body_id`.
create table account_role (
  account_id uuid not null references account (id),
  role text not null check (role in (
    'clerk', 'reviewer', 'confidentiality', 'leader', 'office', 'supervisor', 'village', 'stall',
    'system_admin', 'security_admin', 'audit_admin')),
  body_id uuid not null references body (id),
  primary key (account_id, role, body_id)
);

create table session (
  id_hash bytea primary key,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  agent text not null
);
create index session_account on session (account_id);

-- The one-time link by which a production start makes its first administrators.
create table setup_link (
  token_hash bytea primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id uuid references account (id),
  -- As it was then: a later change of name does not rewrite the record.
  person_name text not null,
  body_id uuid references body (id),
  verb text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  address text not null default '',
  request_id text not null default ''
);
create index audit_subject on audit_event (subject_type, subject_id, id);
create index audit_body on audit_event (body_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event
  for each statement execute function refuse_change();

-- Gapless numbers, taken in the transaction that uses them.
create table number_sequence (
  kind text not null,
  scope text not null,
  last integer not null,
  primary key (kind, scope)
);
