-- 五个落实, 责任到人, 备案, 六项制度, and what happens that must be reported (信息形成).

-- 五个落实: by when all bodies under `body_id` must have their checklist of a year in order.
create table five_deadline (
  body_id uuid not null references body (id),
  year integer not null check (year between 1990 and 2200),
  due_on date not null,
  set_by uuid references account (id),
  set_at timestamptz not null,
  primary key (body_id, year)
);

create table five_entry (
  id uuid primary key,
  body_id uuid not null references body (id),
  year integer not null check (year between 1990 and 2200),
  kind text not null check (kind in ('leader', 'agency', 'staff', 'fund', 'institution')),
  -- [{accountId, name, post}]: chosen from the accounts, or a name as it was typed.
  people jsonb not null default '[]',
  section text not null default '',
  document_number text not null default '',
  -- 元
  amount numeric(14, 2) check (amount >= 0),
  -- A published disclosure that is the evidence.
  disclosure_id uuid references disclosure (id),
  note text not null default '',
  valid_until date,
  filled_by uuid references account (id),
  filled_by_name text not null,
  filled_at timestamptz not null,
  confirmed_by uuid references account (id),
  confirmed_by_name text not null default '',
  confirmed_at timestamptz,
  -- Why the supervisor sent it back; the next save clears it.
  returned_remark text,
  unique (body_id, year, kind)
);
create index five_entry_year on five_entry (year, body_id);

-- Evidence kept by what it is; never public.
create table five_file (
  id uuid primary key,
  entry_id uuid not null references five_entry (id),
  body_id uuid not null references body (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (name <> ''),
  type text not null,
  bytes integer not null,
  added_by uuid references account (id),
  added_at timestamptz not null,
  removed_at timestamptz
);
create index five_file_entry on five_file (entry_id);

-- 责任到人: who handles, reviews and signs an item, a category, or all of a body. What an item does not say it takes
-- from its category, and that from the body. Items are known by their key: the next version of a catalogue inherits.
create table responsibility (
  id uuid primary key,
  body_id uuid not null references body (id),
  scope text not null check (scope in ('body', 'category', 'item')),
  category text not null default '',
  catalogue_id uuid references catalogue (id),
  item_key text not null default '',
  section text not null default '',
  handler_id uuid references account (id),
  handler_name text not null default '',
  reviewer_id uuid references account (id),
  reviewer_name text not null default '',
  signer_id uuid references account (id),
  signer_name text not null default '',
  set_by uuid references account (id),
  set_at timestamptz not null,
  unique nulls not distinct (body_id, scope, category, catalogue_id, item_key),
  check ((scope = 'item') = (catalogue_id is not null and item_key <> '')),
  check ((scope = 'category') = (category <> ''))
);

-- 备案登记簿: one line for each first publication, correction and withdrawal, as it was at that moment.
create table filing (
  id uuid primary key,
  body_id uuid not null references body (id),
  year integer not null,
  sequence integer not null check (sequence > 0),
  -- 备案号, e.g. 210681-05备〔2026〕00012号
  number text not null unique,
  kind text not null check (kind in ('publication', 'correction', 'withdrawal')),
  disclosure_id uuid not null references disclosure (id),
  version integer not null,
  body_name text not null,
  index_number text not null,
  title text not null,
  document_number text not null,
  category text not null,
  items jsonb not null default '[]',
  drafter text not null default '',
  reviewer text not null default '',
  clearer text not null default '',
  signer text not null default '',
  channels jsonb not null default '["政府网站"]',
  content_hash text not null,
  remarks text not null default '',
  happened_at timestamptz not null,
  filed_at timestamptz not null,
  state text not null default 'filed' check (state in ('filed', 'asked', 'answered', 'confirmed')),
  confirmed_by uuid references account (id),
  confirmed_by_name text not null default '',
  confirmed_at timestamptz,
  unique (body_id, year, sequence),
  unique (disclosure_id, version, kind),
  check ((state = 'confirmed') = (confirmed_at is not null))
);
create index filing_body on filing (body_id, happened_at desc, id desc);
create index filing_newest on filing (happened_at desc, id desc);
create index filing_state on filing (state, happened_at desc) where state <> 'confirmed';

-- The register itself is never rewritten: only what the superior did with a line moves on.
create function guard_filing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a filing is never deleted' using errcode = 'restrict_violation';
  end if;
  if to_jsonb(new) - array['state', 'confirmed_by', 'confirmed_by_name', 'confirmed_at']
      <> to_jsonb(old) - array['state', 'confirmed_by', 'confirmed_by_name', 'confirmed_at'] then
    raise exception 'a filing cannot change' using errcode = 'restrict_violation';
  end if;
  if old.state = 'confirmed' then
    raise exception 'a confirmed filing is closed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger filing_guard before update or delete on filing for each row execute function guard_filing();

-- 整改意见 on a filing, with its term, and the body's answer.
create table filing_opinion (
  id uuid primary key,
  filing_id uuid not null references filing (id),
  body_id uuid not null references body (id),
  opinion text not null check (opinion <> ''),
  due_on date not null,
  asked_by uuid references account (id),
  asked_by_name text not null,
  asked_at timestamptz not null,
  answer text,
  answered_by uuid references account (id),
  answered_by_name text not null default '',
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create index filing_opinion_filing on filing_opinion (filing_id, asked_at);
create index filing_opinion_open on filing_opinion (body_id, due_on) where answered_at is null;

-- 制度文本: the published disclosure in which a body has each of its six institutions.
create table institution_text (
  body_id uuid not null references body (id),
  institution text not null check (institution in ('responsibility', 'deliberation', 'rating', 'feedback', 'filing', 'supervision')),
  disclosure_id uuid not null references disclosure (id),
  linked_by uuid references account (id),
  linked_at timestamptz not null,
  primary key (body_id, institution, disclosure_id)
);

-- Kinds of event (信息形成) as a clerk names them, and by which words the items are known that they make due.
create table event_shortcut (
  id uuid primary key,
  name text not null unique check (name <> ''),
  -- Words any of which stands in the item's name, content, or the event of its time limit.
  words jsonb not null,
  example text not null default '',
  position integer not null
);
insert into event_shortcut (id, name, words, example, position)
select gen_random_uuid(), name, words::jsonb, example, position from (values
  (1, '制定文件', '["规范性文件", "政策与标准", "政策文件", "规划", "预案"]', '印发《……管理办法》'),
  (2, '作出许可决定', '["行政许可"]', '作出……许可决定'),
  (3, '作出处罚决定', '["行政处罚", "处罚决定", "行政强制"]', '作出……处罚决定'),
  (4, '预算、决算批复', '["预算", "决算", "三公"]', '财政局批复本年部门预算'),
  (5, '项目批准、进展', '["项目", "改造", "工程", "建设运营"]', '批准……项目'),
  (6, '名单、金额确定', '["名单", "对象", "补助", "救助", "款物", "支付情况"]', '确定……对象名单'),
  (7, '机构、人员变动', '["机构", "职能", "公开指南", "领导"]', '任命……为……'),
  (8, '清单、收费调整', '["清单", "收费", "服务事项", "办事指南"]', '调整……清单'),
  (9, '征地、宅基地', '["征地", "征收", "宅基地", "承包经营权"]', '启动……地块征收'),
  (10, '征集、听证结束', '["征集", "听证", "调查"]', '……意见征集结束')
) as given (position, name, words, example);

-- Whether a document that answers this item must be explained (需要解读). Without a row the rule in event/rules decides.
create table interpretation_mark (
  catalogue_id uuid not null references catalogue (id),
  item_key text not null,
  is_needed boolean not null,
  set_by uuid references account (id),
  set_at timestamptz not null,
  primary key (catalogue_id, item_key)
);

-- A published policy that must be explained: what became due for it, or why nothing could.
create table interpretation (
  policy_id uuid primary key references disclosure (id),
  body_id uuid not null references body (id),
  policy_title text not null,
  policy_on date not null,
  obligation_id uuid,
  why_not text not null default '',
  raised_at timestamptz not null,
  check ((obligation_id is null) = (why_not <> ''))
);
create index interpretation_body on interpretation (body_id, policy_on desc);
create index interpretation_obligation on interpretation (obligation_id);

-- 重大建设项目: a small list, each stage of which is an event that makes an item due.
create table project (
  id uuid primary key,
  body_id uuid not null references body (id),
  name text not null check (name <> ''),
  code text not null default '',
  catalogue_id uuid not null references catalogue (id),
  item_key text not null,
  created_by uuid references account (id),
  created_at timestamptz not null,
  unique (body_id, name)
);
create table project_stage (
  id uuid primary key,
  project_id uuid not null references project (id),
  body_id uuid not null references body (id),
  stage text not null check (stage in ('approval', 'start', 'progress', 'completion')),
  happened_on date not null,
  note text not null default '',
  obligation_id uuid not null,
  recorded_by uuid references account (id),
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  unique (project_id, stage, happened_on)
);
create index project_stage_project on project_stage (project_id, happened_on);

-- What was public before there was a register is filed now, in the order in which it happened.
with act as (
  select version.disclosure_id, version.version, version.published_at as happened_at,
    case when version.version = min(version.version) over (partition by version.disclosure_id)
      then 'publication' else 'correction' end as kind,
    case when exists (select from document_import where document_import.disclosure_id = version.disclosure_id)
      and version.version = 1 then '存量文件导入' else coalesce(version.correction_reason, '') end as remarks
  from disclosure_version version where version.published_at is not null
  union all
  select disclosure.id, (select max(version) from disclosure_version published
      where published.disclosure_id = disclosure.id and published.published_at is not null),
    disclosure.withdrawn_at, 'withdrawal',
    case disclosure.withdrawal_kind when 'error' then '内容有误' when 'replaced' then '已由新文件代替' else '依法不再公开' end
      || '：' || disclosure.withdrawal_reason
  from disclosure where disclosure.withdrawn_at is not null
), numbered as (
  select act.*, version.body_id, body.code, body.name as body_name,
    extract(year from act.happened_at at time zone 'Asia/Shanghai')::int as year,
    row_number() over (
      partition by version.body_id, extract(year from act.happened_at at time zone 'Asia/Shanghai')
      order by act.happened_at, disclosure.index_number, act.disclosure_id, act.version, act.kind) as sequence,
    disclosure.index_number, version.title, version.document_number, version.category, version.content_hash,
    version.drafted_by, version.reviewed_by, version.cleared_by, version.signed_by
  from act
  join disclosure on disclosure.id = act.disclosure_id
  join disclosure_version version on version.disclosure_id = act.disclosure_id and version.version = act.version
  join body on body.id = version.body_id
)
insert into filing (id, body_id, year, sequence, number, kind, disclosure_id, version, body_name, index_number, title,
  document_number, category, items, drafter, reviewer, clearer, signer, content_hash, remarks, happened_at, filed_at)
select gen_random_uuid(), body_id, year, sequence,
  code || '备〔' || year || '〕' || lpad(sequence::text, greatest(5, length(sequence::text)), '0') || '号',
  kind, disclosure_id, version, body_name, index_number, title, document_number, category,
  coalesce((select jsonb_agg(distinct catalogue_item.level1 || ' · ' || catalogue_item.level2
      order by catalogue_item.level1 || ' · ' || catalogue_item.level2)
    from obligation join catalogue_item on catalogue_item.id = obligation.item_id
    where obligation.met_by = numbered.disclosure_id), '[]'),
  coalesce((select person_name from account where id = drafted_by), ''),
  coalesce((select person_name from account where id = reviewed_by), ''),
  coalesce((select person_name from account where id = cleared_by), ''),
  coalesce(case when kind = 'withdrawal'
    then (select person_name from audit_event where verb = 'disclosure.withdraw' and subject_type = 'disclosure'
      and subject_id = disclosure_id::text limit 1)
    else (select person_name from account where id = signed_by) end, ''),
  coalesce(content_hash, ''), remarks, happened_at, now()
from numbered;
insert into number_sequence (kind, scope, last)
select 'filing', body.code || '/' || filing.year, max(filing.sequence)
from filing join body on body.id = filing.body_id group by body.code, filing.year
on conflict (kind, scope) do update set last = excluded.last;
