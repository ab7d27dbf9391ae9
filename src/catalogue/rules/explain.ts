import { ceilingSource, ceilingWorkingDays, unitWords, type Term } from './term.ts';

/** What was understood of a written time limit, in a sentence for the office. */
export function explainTerm(term: Term): string {
  const asides = [
    term.posting &&
      `公示${term.posting.isAtLeast ? '至少' : ''} ${term.posting.amount} ${unitWords[term.posting.unit]}`,
    term.retention && keptWords(term.retention),
    term.channels.length > 0 && `渠道：${term.channels.join('、')}`,
    term.steps.length > 0 && `还写有：${term.steps.join('；')}`,
  ].filter(Boolean);
  return [mainWords(term), ...asides].join('；') + '。';
}

function keptWords(retention: NonNullable<Term['retention']>): string {
  if (retention.isForever) return '公开后一直保留';
  return 'until' in retention
    ? `公开后保留到${retention.until}`
    : `公开后保留 ${retention.amount} ${unitWords[retention.unit]}`;
}

/** “每 3 个月公开一次，在这一期第 1 个月的 20 日前”. */
function periodicWords({ every, amount, unit }: Term): string {
  if (!every) return '定期公开';
  if (every.days) return `每周公开一次，在${every.day ? `周${'一二三四五六日'.charAt(every.day - 1)}` : '周日'}前`;
  const often = `每 ${every.months === 12 ? '年' : `${every.months} 个月`}公开一次`;
  if (amount !== null && unit) return `${often}，在这一期结束后 ${amount} ${unitWords[unit]}内`;
  if (every.day === null) return `${often}，在这一期结束前`;
  return `${often}，在${dayOfPeriodWords(every)}前`;
}

/** “这一期第 1 个月的 20 日”, “下一期第 1 个月底”. */
export function dayOfPeriodWords({ months, month, day }: NonNullable<Term['every']>): string {
  const at = month ?? 1;
  const named = at > months ? `下一期第 ${at - months} 个月` : `这一期第 ${at} 个月`;
  return day === 31 ? `${named}底` : `${named}的 ${day} 日`;
}

function mainWords(term: Term): string {
  const event = term.event ?? '信息形成或者变更';
  switch (term.kind) {
    case 'within':
      return term.amount === 0
        ? `“${event}”当天公开`
        : `“${event}”之后 ${term.amount} ${term.unit ? unitWords[term.unit] : ''}内公开，从第二天起数`;
    case 'before':
      return term.amount === null || !term.unit
        ? `“${term.event ?? '事情开始'}”之前公开，最晚前一天`
        : `“${term.event ?? '事情开始'}”之前 ${term.amount} ${unitWords[term.unit]}公开`;
    case 'prompt':
      return `“${event}”之后及时公开；没有写天数，最长 ${ceilingWorkingDays} 个工作日（${ceilingSource}）`;
    case 'periodic':
      return periodicWords(term);
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
