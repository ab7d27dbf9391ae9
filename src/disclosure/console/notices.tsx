import { Alert } from 'antd';
import { instantText } from '../../console/instant.ts';
import { withdrawalNames } from '../rules.ts';
import type { DisclosureRecord } from './reads.ts';

/** What must be known before anything is done with it. */
export function Notices({ record }: { record: DisclosureRecord }) {
  const { withdrawal, returnedRemark, correctionReason, privacyOverrideReason, actions } = record;
  const faults = [...new Set(actions.flatMap(({ fault, verb }) => (fault && verb !== 'pullBack' ? [fault] : [])))];
  return (
    <>
      {withdrawal && (
        <Alert
          type="warning"
          showIcon
          className="notice"
          title={`已于 ${instantText(withdrawal.at)} 撤下：${withdrawalNames[withdrawal.kind]}`}
          description={withdrawal.reason}
        />
      )}
      {returnedRemark && (
        <Alert type="warning" showIcon className="notice" title="被退回修改" description={returnedRemark} />
      )}
      {correctionReason && record.state !== 'published' && (
        <Alert
          type="info"
          showIcon
          className="notice"
          title="这是一份更正，签发前旧版本仍在公开"
          description={`更正原因：${correctionReason}`}
        />
      )}
      {privacyOverrideReason && (
        <Alert
          type="warning"
          showIcon
          className="notice"
          title="含个人信息，保密审查同意照原文公开"
          description={privacyOverrideReason}
        />
      )}
      {faults.map((fault) => (
        <Alert key={fault} type="info" showIcon className="notice" title={fault} />
      ))}
    </>
  );
}
