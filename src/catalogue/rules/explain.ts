import { unitWords } from './due.ts';
import { ceilingSource, ceilingWorkingDays, type Term } from './term.ts';

/** What was understood of a written time limit, in a sentence for the office. */
export function explainTerm(term: Term): string {
  const asides = [
    term.posting &&
      `公示${term.posting.isAtLeast ? '至少' : ''} ${term.posting.amount} ${unitWords[term.posting.unit]}`,
    term.retention &&
      (term.retention.isForever
        ? '公开后一直保留'
        : `公开后保留 ${term.retention.amount} ${unitWords[term.retention.unit]}`),
    term.channels.length > 0 && `渠道：${term.channels.join('、')}`,
    term.steps.length > 0 && `还写有：${term.steps.join('；')}`,
  ].filter(Boolean);
  return [mainWords(term), ...asides].join('；') + '。';
}

function mainWords(term: Term): string {
  const event = term.event ?? '信息形成或者变更';
  switch (term.kind) {
    case 'within':
      return term.amount === 0
        ? `“${event}”当天公开`
        : `“${event}”之后 ${term.amount} ${term.unit ? unitWords[term.unit] : ''}内公开，从第二天起数`;
    case 'before':
      return `“${term.event ?? '事情开始'}”之前 ${term.amount} ${term.unit ? unitWords[term.unit] : ''}公开`;
    case 'prompt':
      return `“${event}”之后及时公开；没有写天数，最长 ${ceilingWorkingDays} 个工作日（${ceilingSource}）`;
    case 'periodic':
      return `每 ${term.every?.months === 12 ? '年' : `${term.every?.months} 个月`}公开一次，${
        term.every?.day ? `在这一期第 ${term.every.month ?? 1} 个月的 ${term.every.day} 日前` : '在这一期结束前'
      }`;
    case 'date':
      return `每年 ${term.on?.month} 月${term.on?.day === 31 ? '底' : ` ${term.on?.day} 日`}前公开`;
    case 'posting':
      return `只写了公示多久；什么时候开始公示没有写，最长 ${ceilingWorkingDays} 个工作日（${ceilingSource}）`;
    case 'retention':
      return '要一直能看到';
    case 'refer':
      return '按别处的规定办理，需要人工确认日期';
    case 'unknown':
      return `需要人工确认，没有读懂：${term.unparsed.join('；')}`;
    default:
      return term.kind satisfies never;
  }
}
