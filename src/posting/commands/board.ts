import { v7 as uuidv7 } from 'uuid';
import { mayAct, type Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { allBodies } from '../../body/queries.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { readCsv } from '../../platform/sheet.ts';
import { boardKindOf } from '../rules/posting.ts';
import { boardInput, type Board, type NewBoard } from '../schema.ts';

/** Enters a notice board (公开栏) of a body and returns its id. Throws 422 where the body has one at that place. */
export function addBoard(ctx: Context, actor: Actor, { bodyId, ...board }: NewBoard): Promise<string> {
  return change(ctx, actor, async (doing) => {
    const body = await allowedBody(doing.tx, actor, 'board.edit', bodyId);
    await mustBeNewPlace(doing, body.id, board.place);
    return insertBoard(doing, body.id, board);
  });
}

/** Changes what is written of a board. Throws 422 where another of the body stands at that place. */
export async function changeBoard(ctx: Context, actor: Actor, id: string, board: Board): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const before = await boardToEdit(doing, id);
    if (before.place !== board.place) await mustBeNewPlace(doing, before.body_id, board.place);
    await doing.tx.updateTable('notice_board').set(board).where('id', '=', id).execute();
    const { place, kind, size } = before;
    doing.record({
      verb: 'board.change',
      subject: { type: 'board', id },
      bodyId: before.body_id,
      before: { place, kind, size },
      after: board,
    });
    doing.touch(`body:${before.body_id}`);
  });
}

/** Takes a board out of use. Throws 409 while something hangs on it. */
export async function closeBoard(ctx: Context, actor: Actor, id: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const board = await boardToEdit(doing, id);
    const { hanging } = await doing.tx
      .selectFrom('posting')
      .select((eb) => eb.fn.countAll<number>().as('hanging'))
      .where('board_id', '=', id)
      .where('taken_down_on', 'is', null)
      .executeTakeFirstOrThrow();
    if (hanging > 0) throw conflict(`上面还贴着 ${hanging} 份，请先登记撤下，再停用这个公开栏。`);
    await doing.tx.updateTable('notice_board').set({ closed_at: doing.at }).where('id', '=', id).execute();
    doing.record({
      verb: 'board.close',
      subject: { type: 'board', id },
      bodyId: board.body_id,
      after: { place: board.place },
    });
    doing.touch(`body:${board.body_id}`);
  });
}

async function boardToEdit({ tx, actor }: Change, id: string) {
  const board = await tx.selectFrom('notice_board').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!board) throw notFound('公开栏');
  await allowedBody(tx, actor, 'board.edit', board.body_id);
  if (board.closed_at) throw conflict('这个公开栏已经停用了。');
  return board;
}

async function mustBeNewPlace({ tx }: Change, bodyId: string, place: string): Promise<void> {
  const known = await tx
    .selectFrom('notice_board')
    .select('closed_at')
    .where('body_id', '=', bodyId)
    .where('place', '=', place)
    .executeTakeFirst();
  if (known) throw invalid({ place: known.closed_at ? '这里有过一个公开栏，已经停用' : '这里已经登记过一个公开栏' });
}

async function insertBoard({ tx, at, record, touch }: Change, bodyId: string, board: Board): Promise<string> {
  const id = uuidv7();
  await tx
    .insertInto('notice_board')
    .values({ id, body_id: bodyId, ...board, created_at: at })
    .execute();
  record({ verb: 'board.add', subject: { type: 'board', id }, bodyId, after: board });
  touch(`body:${bodyId}`);
  return id;
}

/** What became of one row of an imported sheet; `row` is the line that a person sees. */
export interface BoardFate {
  row: number;
  fate: 'added' | 'unchanged' | 'changed' | 'rejected';
  code: string;
  place: string;
  why?: string;
}

/** A sheet in which at least one row was refused, so that nothing was stored; carries every row's fate. */
export class BoardsRefused extends Error {
  constructor(readonly fates: BoardFate[]) {
    super('有的行不能导入，全部没有保存');
  }
}

/**
 * Imports boards from a sheet with the columns 机构代码, 位置, and if they are there 种类 and 尺寸. A board is known by body
 * and place: importing again doubles nothing. All rows are stored or none. Throws 422 without such a header.
 */
export function importBoards(ctx: Context, actor: Actor, bytes: Uint8Array): Promise<BoardFate[]> {
  const rows = readBoardRows(bytes);
  return change(ctx, actor, async (doing) => {
    const bodies = new Map((await allBodies(doing.tx)).map((body) => [body.code, body]));
    const known = await doing.tx.selectFrom('notice_board').selectAll().execute();
    const byPlace = new Map(known.map((board) => [`${board.body_id} ${board.place}`, board]));
    const seen = new Set<string>();
    const fates: BoardFate[] = [];
    for (const { row, code, place, kindWord, size } of rows) {
      const reject = (why: string) => void fates.push({ row, fate: 'rejected', code, place, why });
      const body = bodies.get(code);
      const kind = boardKindOf(kindWord);
      const parsed = boardInput.safeParse({ place, kind: kind ?? 'board', size });
      const key = `${body?.id} ${place}`;
      const old = byPlace.get(key);
      if (!body) reject(`没有代码为“${code}”的机构`);
      else if (!mayAct(actor, 'board.edit', body.path)) reject('不在您管理的机构之内');
      else if (!kind) reject(`种类“${kindWord}”不认识，应为 公开栏、玻璃橱窗、墙报、电子屏 或 其他`);
      else if (!parsed.success) reject(parsed.error.issues[0]?.message ?? '这一行看不懂');
      else if (seen.has(key)) reject('同一个机构的同一个位置在本表中重复');
      else if (old?.closed_at) reject('这里的公开栏已经停用');
      else if (old && old.kind === kind && old.size === parsed.data.size)
        fates.push({ row, fate: 'unchanged', code, place });
      else {
        await storeRow(doing, body.id, parsed.data, old?.id);
        fates.push({ row, fate: old ? 'changed' : 'added', code, place });
      }
      seen.add(key);
    }
    if (fates.some(({ fate }) => fate === 'rejected')) throw new BoardsRefused(fates);
    doing.record({
      verb: 'board.import',
      subject: { type: 'board', id: 'sheet' },
      bodyId: actor.bodyId,
      after: { rows: fates.length },
    });
    return fates;
  });
}

async function storeRow(doing: Change, bodyId: string, board: Board, id?: string): Promise<void> {
  if (!id) return void (await insertBoard(doing, bodyId, board));
  await doing.tx.updateTable('notice_board').set(board).where('id', '=', id).execute();
  doing.record({ verb: 'board.change', subject: { type: 'board', id }, bodyId, after: board });
  doing.touch(`body:${bodyId}`);
}

function readBoardRows(bytes: Uint8Array) {
  const [header = [], ...lines] = readCsv(bytes);
  const column = (name: string) => header.findIndex((cell) => cell.trim() === name);
  const missing = ['机构代码', '位置'].filter((name) => column(name) < 0);
  if (missing.length > 0) throw invalid({ file: `第一行应为表头，缺少：${missing.join('、')}。` });
  if (lines.length === 0) throw invalid({ file: '表头下面一行内容也没有，没有导入。' });
  const cell = (line: string[], name: string) => (column(name) < 0 ? '' : (line[column(name)] ?? ''));
  return lines.map((line, index) => ({
    row: index + 2,
    code: cell(line, '机构代码'),
    place: cell(line, '位置'),
    kindWord: cell(line, '种类'),
    size: cell(line, '尺寸'),
  }));
}
