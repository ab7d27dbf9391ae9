-- What a county's own sheet says beside the standard columns, whom its words mean, and for whom a thing is public.

alter table catalogue_item
  -- One of the pilot domains (试点领域) or a local one, by name; '': 其他.
  add column domain text not null default '',
  -- `channels` holds those that must be used (■); these may be (□). The cell itself is kept word for word.
  add column optional_channels jsonb not null default '[]',
  add column channels_text text not null default '',
  -- Columns that no field of ours takes, in the sheet's order: [{"heading", "text"}]
  add column extra jsonb not null default '[]',
  drop constraint catalogue_item_audience_check,
  add constraint catalogue_item_audience_check check (audience in ('public', 'group', 'village', 'internal'));
create index catalogue_version_effective on catalogue_version (catalogue_id, effective_on desc, version desc);

-- Whom the words of 公开主体 name, where a person has said so once.
create table subject_mapping (
  -- Without spaces, in the usual width: subjectWords() of catalogue/rules/subject.ts.
  words text primary key check (words <> ''),
  -- [{"body": id}] or [{"group": "bureaus" | "townships" | "villages", "under": id | null}]; [] names nobody, on purpose.
  targets jsonb not null,
  confirmed_by uuid references account (id),
  confirmed_at timestamptz not null
);

-- Which column of a sheet is what, as a person set it for sheets with these headings.
create table heading_mapping (
  -- SHA-256 of the headings.
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
  headings jsonb not null,
  -- One a column: the field, 'extra' or 'ignore'.
  fields jsonb not null,
  confirmed_by uuid references account (id),
  confirmed_at timestamptz not null
);

-- For whom a disclosure is public: the narrowest of the items that it answers, or what a person chose.
alter table disclosure
  add column audience text not null default 'public' check (audience in ('public', 'group', 'village', 'internal')),
  add column audience_choice text check (audience_choice in ('public', 'group', 'village', 'internal')),
  -- Why the office let it be wider than its items say; empty where it is not.
  add column audience_reason text not null default '',
  -- How those it is for got it, where the public site may not show it.
  add column delivery text not null default '';
