-- 村务公开: the township's prescribed list, the village's sheets, their review by the village's supervisory committee.

alter table account_role drop constraint account_role_role_check;
alter table account_role add constraint account_role_role_check check (role in (
  'clerk', 'reviewer', 'confidentiality', 'leader', 'office', 'supervisor', 'village', 'committee', 'stall',
  'system_admin', 'security_admin', 'audit_admin'));

-- Which way a disclosure goes to the public (disclosure/rules.ts): 三审三校, or the review of a village's own committee.
alter table disclosure add column route text not null default 'standard'
  check (route in ('standard', 'village', 'villagePersonal'));

-- The list as the township edits it; what binds its villages is the catalogue version that a push stores.
create table village_list (
  body_id uuid primary key references body (id),
  -- Parsed by village/schema.ts before it is stored.
  entries jsonb not null,
  -- The entries of the last push, against which the next one's changes are shown.
  pushed jsonb,
  -- Raised by every save; a save must name the one it started from.
  revision integer not null default 1,
  updated_at timestamptz not null,
  updated_by uuid references account (id),
  pushed_revision integer,
  pushed_at timestamptz,
  effective_on date,
  catalogue_id uuid references catalogue (id)
);

-- What a pushed item is besides a catalogue item. Kept when a later push drops the item: its sheets stay.
create table village_item (
  catalogue_id uuid not null references catalogue (id),
  item_key text not null,
  body_id uuid not null references body (id),
  position integer not null,
  grouping text not null check (grouping in ('party', 'affairs', 'finance')),
  name text not null check (name <> ''),
  form text not null check (form in ('money', 'people', 'text')),
  -- Decided by the joint meeting of the two committees (两委联席会议) before it is public.
  needs_meeting boolean not null,
  is_current boolean not null,
  primary key (catalogue_id, item_key)
);
create index village_item_body on village_item (body_id, position);

-- A sheet (公开表) is what a village's disclosure is written as, one row a version of the disclosure.
create table village_sheet (
  disclosure_id uuid not null references disclosure (id),
  version integer not null,
  body_id uuid not null references body (id),
  obligation_id uuid not null,
  catalogue_id uuid not null references catalogue (id),
  item_key text not null,
  item_name text not null,
  period text not null,
  form text not null check (form in ('money', 'people', 'text')),
  needs_meeting boolean not null,
  -- What the person typed, readable or not: nothing typed is lost. It is read into rows when it is handed in.
  draft jsonb not null,
  -- The last published sheet from which the opening balance (上期结余) comes.
  opening_from uuid references disclosure (id),
  opening_fen bigint not null default 0,
  -- Filled in by the township for the village (代填).
  is_on_behalf boolean not null default false,
  meeting_on date,
  meeting_people text not null default '',
  published_on date,
  created_at timestamptz not null,
  primary key (disclosure_id, version)
);
create index village_sheet_obligation on village_sheet (obligation_id);
create index village_sheet_series on village_sheet (body_id, item_key, published_on desc);

-- One line of money: fen, never typed totals, so that anybody can add them up again.
create table village_money (
  disclosure_id uuid not null,
  version integer not null,
  position integer not null,
  body_id uuid not null references body (id),
  spent_on date not null,
  summary text not null check (summary <> ''),
  income_fen bigint not null default 0,
  spending_fen bigint not null default 0,
  handler text not null default '',
  note text not null default '',
  check ((income_fen = 0) <> (spending_fen = 0)),
  primary key (disclosure_id, version, position),
  foreign key (disclosure_id, version) references village_sheet (disclosure_id, version)
);
create index village_money_body on village_money (body_id, spent_on);

-- One person or household of a list (补贴、救助、误工 …); fen is null where the list has no money.
create table village_person (
  disclosure_id uuid not null,
  version integer not null,
  position integer not null,
  body_id uuid not null references body (id),
  person_name text not null check (person_name <> ''),
  place text not null default '',
  amount_fen bigint,
  note text not null default '',
  primary key (disclosure_id, version, position),
  foreign key (disclosure_id, version) references village_sheet (disclosure_id, version)
);

create table village_photo (
  id uuid primary key,
  disclosure_id uuid not null,
  version integer not null,
  body_id uuid not null references body (id),
  image_sha256 text not null,
  thumbnail_sha256 text not null,
  width integer not null,
  height integer not null,
  -- The camera's clock; null: the file said nothing.
  taken_at timestamptz,
  note text not null default '',
  -- Whether it stands under the public sheet; else it is kept for those who check.
  is_public boolean not null default false,
  created_at timestamptz not null,
  foreign key (disclosure_id, version) references village_sheet (disclosure_id, version)
);
create index village_photo_sheet on village_photo (disclosure_id, version, created_at);
create index village_photo_image on village_photo (image_sha256);
create index village_photo_thumbnail on village_photo (thumbnail_sha256);

-- 村务监督委员会: its members (村民委员会组织法第三十二条).
create table village_committee_member (
  id uuid primary key,
  body_id uuid not null references body (id),
  person_name text not null check (person_name <> ''),
  post text not null check (post in ('head', 'member')),
  position integer not null,
  created_at timestamptz not null
);
create index village_committee_body on village_committee_member (body_id, position);

-- What was published stays as it was.
create function guard_village_rows() returns trigger language plpgsql as $$
declare
  row_id uuid := coalesce(new.disclosure_id, old.disclosure_id);
  row_version integer := coalesce(new.version, old.version);
begin
  if exists (select from village_sheet where disclosure_id = row_id and version = row_version and published_on is not null) then
    raise exception 'a published sheet cannot change' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger village_money_guard before insert or update or delete on village_money
  for each row execute function guard_village_rows();
create trigger village_person_guard before insert or update or delete on village_person
  for each row execute function guard_village_rows();
create trigger village_photo_guard before insert or update or delete on village_photo
  for each row execute function guard_village_rows();

create function guard_village_sheet() returns trigger language plpgsql as $$
begin
  if old.published_on is not null then
    raise exception 'a published sheet cannot change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger village_sheet_guard before update or delete on village_sheet
  for each row execute function guard_village_sheet();
