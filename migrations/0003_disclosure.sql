-- Proactive disclosure (主动公开): records, their immutable versions, files, search.

create table disclosure (
  id uuid primary key,
  body_id uuid not null references body (id),
  -- Short public number with a check digit; the index number (索引号) is given at first publication.
  number text not null unique,
  index_number text unique,
  -- As the public sees it: that of the published version, before that of the draft.
  category text not null,
  -- Public standing. What happens to the working version is the version's state.
  standing text not null check (standing in ('unpublished', 'published', 'withdrawn')),
  working_version integer not null,
  published_version integer,
  first_published_at timestamptz,
  last_published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawal_kind text check (withdrawal_kind in ('error', 'replaced', 'withdrawn')),
  withdrawal_reason text,
  created_by uuid references account (id),
  created_at timestamptz not null,
  check ((standing = 'unpublished') = (first_published_at is null)),
  check ((standing = 'withdrawn') = (withdrawn_at is not null)),
  check ((standing = 'published') = (published_version is not null))
);
create index disclosure_body on disclosure (body_id, created_at desc);
create index disclosure_public on disclosure (first_published_at desc, id desc) where standing = 'published';
create index disclosure_public_body on disclosure (body_id, first_published_at desc, id desc) where standing = 'published';
create index disclosure_public_category on disclosure (category, first_published_at desc, id desc) where standing = 'published';

create table disclosure_version (
  disclosure_id uuid not null references disclosure (id),
  version integer not null,
  body_id uuid not null references body (id),
  state text not null check (state in ('draft', 'review', 'confidentiality', 'signoff', 'published', 'superseded', 'discarded')),
  -- Raised by every save; a save must name the one it started from.
  revision integer not null default 1,
  title text not null,
  category text not null,
  document_number text not null default '',
  issued_on date,
  validity text not null check (validity in ('valid', 'invalid', 'repealed')),
  html text not null,
  -- What a reader sees, without marks: for search, privacy scan and comparison.
  text text not null,
  source_sha256 text,
  source_name text,
  correction_reason text,
  -- SHA-256 over the canonical content; set when the version leaves the draft state.
  content_hash text,
  privacy jsonb not null default '[]',
  privacy_override_by uuid references account (id),
  privacy_override_reason text,
  drafted_by uuid references account (id),
  -- Everybody who wrote in this version: none of them may review, clear or sign it.
  drafters uuid[] not null default '{}',
  reviewed_by uuid references account (id),
  cleared_by uuid references account (id),
  signed_by uuid references account (id),
  returned_remark text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  primary key (disclosure_id, version)
);
create index disclosure_version_state on disclosure_version (state, updated_at) where state not in ('published', 'superseded');
create index disclosure_version_body on disclosure_version (body_id, state);

-- What was submitted cannot be edited; what was published cannot change at all, save that a later version supersedes it.
create function guard_disclosure_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'versions are never deleted' using errcode = 'restrict_violation';
  end if;
  if old.state <> 'draft' and row(new.title, new.document_number, new.issued_on, new.validity, new.html, new.text, new.content_hash)
      is distinct from row(old.title, old.document_number, old.issued_on, old.validity, old.html, old.text, old.content_hash)
      and not (new.state = 'draft' and row(new.title, new.document_number, new.issued_on, new.validity, new.html, new.text)
      is not distinct from row(old.title, old.document_number, old.issued_on, old.validity, old.html, old.text)) then
    raise exception 'a submitted version cannot be edited' using errcode = 'restrict_violation';
  end if;
  if old.state = 'published' and (new.state not in ('published', 'superseded') or to_jsonb(new) - 'state' <> to_jsonb(old) - 'state') then
    raise exception 'a published version cannot change' using errcode = 'restrict_violation';
  end if;
  if old.state in ('superseded', 'discarded') then
    raise exception 'a closed version cannot change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger disclosure_version_guard before update or delete on disclosure_version
  for each row execute function guard_disclosure_version();

-- The first publication instant is written once (forged dates are a veto in the national check indicators, 国办秘函〔2019〕19号).
create function guard_disclosure() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'disclosures are withdrawn, never deleted' using errcode = 'restrict_violation';
  end if;
  if old.first_published_at is not null and new.first_published_at is distinct from old.first_published_at then
    raise exception 'the first publication instant cannot change' using errcode = 'restrict_violation';
  end if;
  if old.index_number is not null and new.index_number is distinct from old.index_number then
    raise exception 'an index number cannot change' using errcode = 'restrict_violation';
  end if;
  if old.standing = 'withdrawn' and row(new.standing, new.withdrawn_at, new.withdrawal_kind, new.withdrawal_reason)
      is distinct from row(old.standing, old.withdrawn_at, old.withdrawal_kind, old.withdrawal_reason) then
    raise exception 'a withdrawal cannot be undone' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger disclosure_guard before update or delete on disclosure
  for each row execute function guard_disclosure();

create table disclosure_obligation (
  disclosure_id uuid not null references disclosure (id),
  obligation_id uuid not null references obligation (id),
  primary key (disclosure_id, obligation_id)
);
create index disclosure_obligation_obligation on disclosure_obligation (obligation_id);

alter table obligation add foreign key (met_by) references disclosure (id);

-- A run of `import documents`: what was done, so that a stopped run goes on where it was.
create table document_import (
  source_sha256 text primary key,
  file_name text not null,
  disclosure_id uuid references disclosure (id),
  fate text not null check (fate in ('published', 'rejected')),
  why text not null default '',
  imported_at timestamptz not null
);

-- Search: only what the public may read. Lexemes are the bigrams of Chinese runs and whole Latin words.
create table search_entry (
  kind text not null,
  subject_id uuid not null,
  body_id uuid not null references body (id),
  title text not null,
  text text not null,
  url text not null,
  published_at timestamptz not null,
  title_terms tsvector not null,
  all_terms tsvector not null,
  primary key (kind, subject_id)
);
create index search_entry_newest on search_entry (published_at desc);
create index search_entry_title on search_entry using gin (title_terms);
create index search_entry_all on search_entry using gin (all_terms);
