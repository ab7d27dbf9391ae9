import { Command } from 'commander';
import { backupCommands } from '../backup/command.ts';
import { bodyCommands } from '../body/command.ts';
import { catalogueCommands } from '../catalogue/command.ts';
import { documentCommands } from '../disclosure/command.ts';
import { opendayCommands } from '../openday/command.ts';
import { projectVersion } from '../platform/project.ts';
import { serverCommands } from './server.ts';

const program = new Command('yangguang')
  .description('阳光：县级政务公开')
  .version(projectVersion)
  .showHelpAfterError('运行 yangguang --help 查看用法。')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const importing = program.command('import').description('导入机构、目录、文件');
serverCommands(program);
backupCommands(program);
bodyCommands(importing);
catalogueCommands(program, importing);
documentCommands(importing);
opendayCommands(program);

await program.parseAsync();
