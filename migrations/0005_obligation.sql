-- Obligations for a whole country (docs/adr/0011): what all bodies share (which period, due when, why) stands once in
-- `due_date`; a row of `obligation_record` is one body × one due date and no more. Read the view `obligation`.

-- A body that was merged away or dissolved keeps its history; what it still owes passes to its successor.
alter table body
  add column no integer generated always as identity unique,
  add column closed_on date,
  add column successor_id uuid references body (id),
  add check (successor_id is null or closed_on is not null);

-- Since when an item binds a body, and until when (exclusive); null: from the version's first day, without end.
alter table catalogue_item_body
  add column from_on date,
  add column until_on date;

-- One item × one period or event (应公开的一期): due when, and why. Never deleted while anything was owed by it.
create table due_date (
  no integer generated always as identity primary key,
  item_id uuid not null references catalogue_item (id),
  catalogue_id uuid not null references catalogue (id),
  item_key text not null,
  -- '2026-Q3', '2026-07', '2026', 'standing', 'unclear', or 'event:<uuid>'
  period text not null,
  -- What the term counts from, where it counts from an event: its name and day.
  event text not null default '',
  event_on date,
  due_on date,
  -- Counted by weekdays only, where the calendar of the year is not loaded yet; nobody is late by it.
  provisional_on date,
  -- Why `due_on` is what it is, or why it is empty: the rule's words for a person.
  reason text not null,
  created_at timestamptz not null,
  unique (item_id, period)
);
create index due_date_period on due_date (catalogue_id, item_key, period);

create table obligation_record (
  id uuid primary key,
  -- Of `body` and `due_date`, neither of which is ever deleted while owed; declared foreign keys would look both up for
  -- each row and double the time in which a country's year is derived (bench/obligations). A test holds them.
  body_id uuid not null,
  due_no integer not null,
  -- The shared due date, or this body's own (paused, extended). Once met it is what the publication was judged by.
  due_on date,
  met_on date,
  met_by uuid references disclosure (id),
  -- 经批准不公开: a second person agreed.
  waived_on date,
  -- The ground of the waiver, for the public's words.
  waived_as text,
  -- The body was merged away: what it owed passed on.
  moved_on date,
  moved_to uuid references body (id),
  -- Why this body's due date differs from the shared one; null: it does not.
  reason text,
  unique (body_id, due_no)
);

/*
 * The id of a body's obligation: the body's number, then the due date's. New rows then stand at the end of the index
 * instead of all over it, which is what lets a country's year be derived in minutes (bench/obligations).
 */
create function obligation_id(body_no integer, due_no integer) returns uuid
language sql immutable parallel safe
return (lpad(to_hex(body_no), 8, '0') || '0000800080000000' || lpad(to_hex(due_no), 8, '0'))::uuid;

insert into due_date (item_id, catalogue_id, item_key, period, event, event_on, due_on, reason, created_at)
select distinct on (item_id, period) item_id, catalogue_id, item_key, period, event, event_on, due_on, reason, created_at
from obligation order by item_id, period, met_on nulls first;

insert into obligation_record (id, body_id, due_no, due_on, met_on, met_by, reason)
select obligation.id, obligation.body_id, due_date.no, obligation.due_on, obligation.met_on, obligation.met_by,
  nullif(obligation.reason, due_date.reason)
from obligation join due_date using (item_id, period);

alter table disclosure_obligation drop constraint disclosure_obligation_obligation_id_fkey;
drop table obligation;
alter table disclosure_obligation add foreign key (obligation_id) references obligation_record (id);

create index obligation_record_due on obligation_record (due_no);
create index obligation_record_met on obligation_record (met_by) where met_by is not null;

-- What everybody reads. The left join costs nothing where only the dates of the record are asked for.
create view obligation as
select record.id, due_date.catalogue_id, due_date.item_id, due_date.item_key, record.body_id, due_date.period,
  due_date.event, due_date.event_on, record.due_on,
  case when record.due_on is null then due_date.provisional_on end as provisional_on,
  coalesce(record.reason, due_date.reason) as reason,
  record.met_on, record.met_by, record.waived_on, record.waived_as, record.moved_on, record.moved_to, record.due_no, due_date.created_at
from obligation_record record left join due_date on due_date.no = record.due_no;

-- 申请不公开 → 批准 or 不批准, by two persons.
create table waiver (
  id uuid primary key,
  obligation_id uuid not null references obligation_record (id),
  body_id uuid not null references body (id),
  reason text not null check (reason <> ''),
  -- 不予公开的依据, E14a … E16c (政府信息公开条例 第14–16条), or 'none': nothing to publish (本期无内容).
  basis text not null,
  asked_by uuid not null references account (id),
  asked_at timestamptz not null,
  decision text check (decision in ('granted', 'refused')),
  decided_by uuid references account (id),
  decided_at timestamptz,
  remark text not null default '',
  -- 动态调整: when it must be looked at again (政府信息公开条例 第18条); null: nothing is held back.
  review_on date,
  ended_on date,
  ended_by uuid references account (id),
  check (decided_by is distinct from asked_by or decided_by is null)
);
create unique index waiver_open on waiver (obligation_id) where decision is null;
create index waiver_obligation on waiver (obligation_id);

/*
 * How the bodies under one parent stand by due date, as changes to be added up: the country's board reads some hundred
 * thousand of these instead of sixty million obligations. Rows are only added (two who publish at once do not wait for
 * each other) and folded at night.
 */
create table obligation_tally (
  parent_id uuid not null,
  due_on date,
  owed integer not null,
  on_time integer not null,
  late integer not null,
  waived integer not null,
  moved integer not null
);
create index obligation_tally_parent on obligation_tally (parent_id, due_on);

create function tally_obligations() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into obligation_tally (parent_id, due_on, owed, on_time, late, waived, moved)
    select coalesce(body.parent_id, body.id), made.due_on, count(*), count(*) filter (where met_on <= due_on),
      count(*) filter (where met_on > due_on), count(*) filter (where met_on is null and moved_on is null and waived_on is not null),
      count(*) filter (where met_on is null and moved_on is not null)
    from made join body on body.id = made.body_id group by 1, 2;
  end if;
  if tg_op <> 'INSERT' then
    insert into obligation_tally (parent_id, due_on, owed, on_time, late, waived, moved)
    select coalesce(body.parent_id, body.id), gone.due_on, -count(*), -count(*) filter (where met_on <= due_on),
      -count(*) filter (where met_on > due_on), -count(*) filter (where met_on is null and moved_on is null and waived_on is not null),
      -count(*) filter (where met_on is null and moved_on is not null)
    from gone join body on body.id = gone.body_id group by 1, 2;
  end if;
  return null;
end $$;
create trigger obligation_made after insert on obligation_record
  referencing new table as made for each statement execute function tally_obligations();
create trigger obligation_changed after update on obligation_record
  referencing old table as gone new table as made for each statement execute function tally_obligations();
create trigger obligation_gone after delete on obligation_record
  referencing old table as gone for each statement execute function tally_obligations();

insert into obligation_tally (parent_id, due_on, owed, on_time, late, waived, moved)
select coalesce(body.parent_id, body.id), due_on, count(*), count(*) filter (where met_on <= due_on),
  count(*) filter (where met_on > due_on), 0, 0
from obligation_record join body on body.id = obligation_record.body_id group by 1, 2;
