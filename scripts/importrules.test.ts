import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The lint's import rules are what keeps the house in order: a rule that no longer matches would go unnoticed.
const root = path.resolve(import.meta.dirname, '..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-lint-'));
  cpSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(file: string, text: string): string {
  const at = path.join(folder, file);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, text);
  const { stdout } = spawnSync(path.join(root, 'node_modules/.bin/oxlint'), ['--format=json', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(at);
  return stdout;
}

const used = (from: string) => `import { thing } from '${from}';\nthing();\n`;

describe('the lint refuses', () => {
  test.for<[string, string, string, string]>([
    ['a feature in platform/', 'src/platform/mail.ts', '../body/rules.ts', 'platform/ holds technology'],
    [
      'a feature in a folder of platform/',
      'src/platform/http/x.ts',
      '../../disclosure/queries/public.ts',
      'platform/ holds technology',
    ],
    ['a query in rules', 'src/body/rules.ts', './queries.ts', 'rules and schema are pure'],
    [
      'a file of a folder of queries in rules',
      'src/body/rules/tree.ts',
      '../queries/tree.ts',
      'rules and schema are pure',
    ],
    ['files in rules', 'src/body/rules.ts', 'node:fs', 'rules and schema are pure'],
    ['the database in schema', 'src/body/schema.ts', 'kysely', 'rules and schema are pure'],
    ['the API in a query', 'src/body/queries.ts', './api.ts', 'queries and commands do not know who calls them'],
    [
      'a public page in a command',
      'src/body/commands/add.ts',
      '../public.tsx',
      'queries and commands do not know who calls them',
    ],
    [
      'the web framework in a command',
      'src/body/commands.ts',
      'hono',
      'queries and commands do not know who calls them',
    ],
    ['a command in the console', 'src/body/console.tsx', './commands.ts', 'The console runs in a browser'],
    [
      'the database in the console',
      'src/console/board.tsx',
      '../platform/database/connect.ts',
      'The console runs in a browser',
    ],
    ['a query in the stall', 'src/stall/outbox.ts', '../openday/queries.ts', 'The console runs in a browser'],
  ])('%s', ([, file, from, message]) => {
    expect(lint(file, used(from))).toContain(message);
  });

  test.for([
    ['a default export', 'src/body/rules.ts', 'const one = 1;\nexport default one;\n', 'no-default-export'],
    ['any', 'src/body/rules.ts', 'export const one: any = 1;\n', 'no-explicit-any'],
    [
      'a value said to be there',
      'src/body/rules.ts',
      'export const one = (x?: number) => x!;\n',
      'no-non-null-assertion',
    ],
    ['a file of more than 300 lines', 'src/body/rules.ts', 'export {};\n'.repeat(301), 'max-lines'],
  ] as const)('%s', ([, file, text, rule]) => {
    expect(lint(file, text)).toContain(rule);
  });

  test('imports in a circle', () => {
    mkdirSync(path.join(folder, 'src/body'), { recursive: true });
    writeFileSync(
      path.join(folder, 'src/body/there.ts'),
      "export { here } from './here.ts';\nexport const there = 1;\n",
    );
    const said = lint('src/body/here.ts', "export { there } from './there.ts';\nexport const here = 1;\n");
    rmSync(path.join(folder, 'src/body/there.ts'));
    expect(said).toContain('no-cycle');
  });
});

describe('the lint lets pass', () => {
  test.for<[string, string, string]>([
    ['rules in a command', 'src/body/commands.ts', used('./rules.ts')],
    ['platform in a query', 'src/body/queries.ts', used('../platform/errors.ts')],
    ["another feature's queries in a command", 'src/body/commands.ts', used('../account/queries.ts')],
    [
      'the type of the API in the console',
      'src/body/console.tsx',
      "import type { Api } from './api.ts';\nexport type Ours = Api;\n",
    ],
  ])('%s', ([, file, text]) => {
    expect(lint(file, text)).not.toContain('no-restricted-imports');
  });
});
