import type { Actor } from '../account/rules.ts';
import type { Context } from '../platform/context.ts';
import { csvLine } from '../platform/sheet.ts';
import { change } from './change.ts';
import { auditEvents } from './queries.ts';
import { verbNames } from './rules.ts';
import type { AuditFilter } from './schema.ts';

/** More than this is a matter for the archive; the file says so in its last line. */
export const exportAtMostRows = 50_000;

const instant = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The filtered record as a CSV file that WPS and Excel open as text, newest first; that it was taken out is on record too. */
export async function exportAudit(ctx: Context, actor: Actor, filter: AuditFilter): Promise<string> {
  const parts = [
    '\uFEFF',
    csvLine(['编号', '时间', '人员', '做了什么', '机构', '记录', '之前', '之后', '来自', '请求编号']),
  ];
  let beforeId = filter.beforeId;
  let rows = 0;
  for (;;) {
    const events = await auditEvents(ctx, actor, { ...filter, beforeId, limit: 1000 });
    for (const event of events)
      parts.push(
        csvLine([
          String(event.id),
          instant.format(event.at),
          event.person_name,
          verbNames[event.verb] ?? event.verb,
          event.body_name ?? '',
          `${event.subject_type} ${event.subject_id}`,
          event.before === null ? '' : JSON.stringify(event.before),
          event.after === null ? '' : JSON.stringify(event.after),
          event.address,
          event.request_id,
        ]),
      );
    rows += events.length;
    beforeId = events.at(-1)?.id;
    if (events.length < 1000) break;
    if (rows >= exportAtMostRows) {
      parts.push(csvLine([`只导出了最近 ${rows} 条，请缩小日期范围分次导出。`]));
      break;
    }
  }
  await change(ctx, actor, async ({ record }) => {
    record({
      verb: 'audit.export',
      subject: { type: 'audit', id: '' },
      bodyId: actor.bodyId,
      after: { ...filter, rows },
    });
  });
  return parts.join('');
}
