import { Alert, Descriptions, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { audiences } from '../../catalogue/rules/audience.ts';
import { instantText } from '../../console/instant.ts';
import { stateNames, validityNames, verbNames } from '../rules.ts';
import { Findings } from './paper.tsx';
import { obligationText, type DisclosureRecord } from './reads.ts';

/** The right side of a record: what it is, what it answers, its versions, who did what. */
export function Facts({ record, children }: { record: DisclosureRecord; children?: ReactNode }) {
  return (
    <aside className="disclosure-side">
      {children}
      {record.findings.length > 0 && (
        <Alert
          type="error"
          showIcon
          className="notice"
          title={`有 ${record.findings.length} 处个人信息没有遮盖`}
          description={<Findings findings={record.findings} />}
        />
      )}
      <section className="panel">
        <h2>基本信息</h2>
        <Descriptions size="small" column={1} items={descriptionItems(record)} />
      </section>
      <section className="panel">
        <h2>办理经过</h2>
        <Timeline
          items={withoutRepeatedSaves(record.timeline).map(({ id, at, personName, verb, after }) => ({
            key: id,
            content: (
              <>
                <strong>{stepNames[verb] ?? verb}</strong> {personName}
                <br />
                <span className="quiet">{instantText(at)}</span>
                {remarkIn(after) && <p className="timeline-remark">{remarkIn(after)}</p>}
              </>
            ),
          }))}
        />
      </section>
      {record.versions.length > 1 && (
        <section className="panel">
          <h2>版本</h2>
          <ul className="version-list">
            {record.versions.map((version) => (
              <li key={version.version}>
                第 {version.version} 版，{stateNames[version.state]}
                {version.publishedAt && `，${instantText(version.publishedAt)} 公开`}
                {version.correctionReason && `。更正原因：${version.correctionReason}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

/** A draft is saved every few seconds: of a row of saves by one person the last is enough. */
const withoutRepeatedSaves = (events: DisclosureRecord['timeline']) =>
  events.filter(({ verb, personName }, at) => {
    const later = events[at - 1];
    return !(verb === 'disclosure.save' && later?.verb === verb && later.personName === personName);
  });

const stepNames: Record<string, string> = {
  'disclosure.create': '起草',
  'disclosure.save': '保存',
  'disclosure.mask': '遮盖个人信息',
  'disclosure.link': '对应应公开事项',
  'disclosure.unlink': '取消对应事项',
  'disclosure.setAudience': '设定公开对象',
  'disclosure.correct': '开始更正',
  'disclosure.withdraw': '撤下',
  'disclosure.import': '整批导入',
  ...Object.fromEntries(Object.entries(verbNames).map(([verb, name]) => [`disclosure.${verb}`, name])),
};

/** The remark or reason that a step was done with. */
function remarkIn(after: unknown): string | undefined {
  if (typeof after !== 'object' || after === null) return undefined;
  const said = Object.entries(after).find(([name]) => ['remark', 'reason', 'overrideReason'].includes(name))?.[1];
  return typeof said === 'string' ? said : undefined;
}

function descriptionItems(record: DisclosureRecord) {
  const { people, obligations } = record;
  const rows: [string, ReactNode][] = [
    ['编号', record.number],
    ['索引号', record.indexNumber],
    ['分类', record.category],
    ['文号', record.documentNumber],
    ['成文日期', record.issuedOn],
    ['有效性', validityNames[record.validity]],
    ['首次公开', record.firstPublishedAt && instantText(record.firstPublishedAt)],
    ['起草', people.drafters.filter(Boolean).join('、')],
    ['审核', people.reviewedBy],
    ['保密审查', people.clearedBy],
    ['签发', people.signedBy],
    ['原文件', record.source?.name],
    ['完成事项', obligations.length > 0 && obligations.map((entry) => obligationText(entry)).join('；')],
    ['公开对象', audiences[record.audience]],
    ['怎样送达', record.delivery],
    [
      '公众网页',
      record.firstPublishedAt && record.audience === 'public' && <a href={`/d/${record.number}`}>打开看看</a>,
    ],
    ['内容指纹', record.contentHash && <code className="hash">{record.contentHash}</code>],
  ];
  return rows.flatMap(([label, children]) => (children ? [{ key: label, label, children }] : []));
}
