import { mkdirSync, writeFileSync } from 'node:fs';
import { killUnderWrites } from './killing.ts';

// npm run bench:kill [rounds]: is an acknowledged write ever lost? Ends with 1 if one is.
const rounds = Number(process.argv[2] ?? 50);
const found = await killUnderWrites(rounds, { report: (message) => void process.stderr.write(`${message}\n`) });
mkdirSync('bench/out', { recursive: true });
writeFileSync('bench/out/kill.json', JSON.stringify(found, null, 2));
console.table({
  rounds: found.rounds,
  ...found.kills,
  'acknowledged writes': found.acknowledged,
  'sent again': found.sentAgain,
  lost: found.lost.length,
  doubled: found.doubled.length,
  'torn transactions': found.tornTransactions,
  'recovery, median ms': found.recoveryMs.median,
  'recovery, longest ms': found.recoveryMs.max,
  'writes per second': found.writesPerSecond,
});
process.exitCode = found.lost.length + found.doubled.length + found.tornTransactions > 0 ? 1 : 0;
