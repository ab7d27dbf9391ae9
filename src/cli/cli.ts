import { Command } from 'commander';
import { backupCommands } from '../backup/command.ts';
import { bodyCommands } from '../body/command.ts';
import { joinGroups } from '../catalogue/commands/subjects.ts';
import { catalogueCommands } from '../catalogue/command.ts';
import { documentCommands } from '../disclosure/command.ts';
import { opendayCommands } from '../openday/command.ts';
import { projectVersion } from '../platform/project.ts';
import { serverCommands } from './server.ts';
import { speakChinese } from './words.ts';

// `yangguang … | head` has read enough: leave quietly, clearing away what we started.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const program = speakChinese(new Command('yangguang'))
  .description('阳光：县级政务公开')
  .version(projectVersion, '-V, --version', '显示版本号')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const importing = program.command('import').description('导入机构、目录、文件');
serverCommands(program);
backupCommands(program);
bodyCommands(importing, joinGroups);
catalogueCommands(program, importing);
documentCommands(importing);
opendayCommands(program);

await program.parseAsync();
