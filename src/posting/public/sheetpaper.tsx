import type { ReactNode } from 'react';
import { dateWords, dayWords } from '../../site/date.ts';
import { codeWords, shortHash } from '../rules/code.ts';
import { isAcross, widestTable, withMarkedCells, withRepeatedHeads } from '../rules/sheet.ts';
import type { Sheet } from '../queries/sheet.ts';
import { Paper } from './paper.tsx';
import { QrCode } from './qr.tsx';

export interface SheetPeriod {
  fromOn: string | null;
  untilOn: string | null;
  /** The item's period in words; empty: none. */
  words: string;
}

interface SheetPaperProps {
  sheet: Sheet;
  /** Clean HTML. */
  html: string;
  size: 'a4' | 'a3';
  period: SheetPeriod;
  /** The site's address without its scheme, and the whole address that the code leads to. */
  siteAddress: string;
  codeAddress: string;
  otherSizeHref: string;
}

const crowdedColumns = 8;

/** 公开栏张贴件: one published version as it hangs on a board, with what proves it at the foot of every sheet of it. */
export function SheetPaper({ sheet, html, size, period, siteAddress, codeAddress, otherSizeHref }: SheetPaperProps) {
  const { printed, bodyName } = sheet;
  const kind = [size, isAcross(html) ? 'across' : 'upright', widestTable(html) > crowdedColumns ? 'crowded' : ''];
  const column = sheet.audience === 'village' ? '村务公开（只供本村村民阅看）' : columnOf(bodyName);
  return (
    <Paper
      title={`${printed.title}（张贴件）`}
      kind={`sheet ${kind.join(' ')}`}
      note={
        <p>
          按 {size.toUpperCase()} 纸{isAcross(html) ? '横' : '竖'}排好了，用浏览器菜单里的“打印”，缩放选 100%。
          <a href={otherSizeHref}>换成 {size === 'a3' ? 'A4' : 'A3'} 纸</a>
        </p>
      }
    >
      <table className="frame" role="presentation">
        <tbody>
          <tr>
            <td>
              <header className="head">
                <p className="body">{bodyName}</p>
                <p className="column">{column}</p>
              </header>
              <h1>{printed.title}</h1>
              <div className="content" dangerouslySetInnerHTML={{ __html: withMarkedCells(withRepeatedHeads(html)) }} />
            </td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <td className="foot-space">&nbsp;</td>
          </tr>
        </tfoot>
      </table>
      <footer className="foot">
        <dl>
          <Fact name="公开单位">{bodyName}</Fact>
          <Fact name="索引号">{sheet.indexNumber}</Fact>
          <Fact name="公开日期">
            {dayWords(printed.publishedAt)}，第 {printed.version} 版
          </Fact>
          <Fact name="张贴期限">{periodText(period)}</Fact>
          <Fact name="内容指纹">
            <span className="code">{shortHash(printed.contentHash)}</span>
          </Fact>
        </dl>
        <div className="check">
          <p>
            <strong>扫一扫，看这张是不是最新的</strong>
          </p>
          <p>
            或打开 <span className="code">{siteAddress}/s</span>
            <br />
            输入短码 <strong className="code">{codeWords(sheet.code)}</strong>
          </p>
        </div>
        <QrCode text={codeAddress} name="核对这张公开件的二维码" />
      </footer>
    </Paper>
  );
}

const columnOf = (bodyName: string) => (/村|社区/.test(bodyName) ? '村务公开' : '政务公开');

function periodText({ fromOn, untilOn, words }: SheetPeriod): string {
  if (fromOn && untilOn) return `${dateWords(fromOn)}至${dateWords(untilOn)}${words && `（${words}）`}`;
  return words ? `${words}，从张贴的第二天起算` : '内容有效就一直张贴';
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
