import { createDataSource } from '../data-source.js';
import { migrate, migrationStatus } from '../migrate.js';
import { DatabaseStartError, messageOf } from '../start-error.js';

const usage = `使い方: migrate [up | status] [postgresql://…]
  up      データベースの表を最新にする（省略時）
  status  マイグレーションの一覧を出す（未適用があれば終了コード 1）
データベースは、指定した URL か、環境変数 DATABASE_URL のものです。`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const url = args.find((arg) => arg.includes('://')) ?? process.env['DATABASE_URL'];
  const [command = 'up', ...surplus] = args.filter((arg) => !arg.includes('://'));
  if (!url || surplus.length > 0 || !['up', 'status'].includes(command)) {
    console.error(usage);
    return 2;
  }
  const dataSource = createDataSource({ url, applicationName: 'llamune_poc migrate', poolSize: 2 });
  try {
    await dataSource.initialize();
    return command === 'up' ? await up() : await status();
  } catch (error) {
    console.error(messageOf(error));
    if (error instanceof DatabaseStartError) console.error(error.remedy);
    return 1;
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }

  async function up(): Promise<number> {
    const applied = await migrate(dataSource, { log: console.log });
    if (applied.length === 0) console.log('データベースの表は最新です。');
    return 0;
  }

  async function status(): Promise<number> {
    const all = await migrationStatus(dataSource);
    for (const { name, applied } of all) console.log(`${applied ? '適用済み' : '未適用  '}  ${name}`);
    return all.every(({ applied }) => applied) ? 0 : 1;
  }
}
