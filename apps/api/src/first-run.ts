import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiKey, Model, Poc, User } from '@llamune/db';
import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import { hashOf, newApiKey, prefixOf } from './authenticate.js';
import { StartError } from './start-error.js';

const demoFile = 'demo/llamune-demo-v1.q8_0.gguf';
const shippedDemo = fileURLToPath(new URL('../../../models/demo/llamune-demo-v1.q8_0.gguf', import.meta.url));

/**
 * On an empty database: the first admin, a sample PoC and the demo model. Sessions and logs stay empty, so that the
 * first question of the first user is log 1.
 * @returns the admin's new key, to be shown this once; null when there is an admin already, or when the environment fixes the key.
 */
export const firstRun = (db: DataSource, adminApiKey: string | undefined): Promise<string | null> =>
  db.transaction(async (tx) => {
    // Two servers that start at once: the second one waits here and finds everything done.
    await tx.query('LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE');
    const admin = await tx.findOne(User, { where: { role: 'admin', disabledAt: IsNull() }, order: { id: 'ASC' } });
    if (admin) {
      if (adminApiKey) await fixKey(tx, admin, adminApiKey);
      return null;
    }
    const apiKey = adminApiKey ?? newApiKey();
    const first = await tx.save(tx.create(User, { username: 'admin', role: 'admin' }));
    await fixKey(tx, first, apiKey);
    // Whose the first version of the sample's system prompt is.
    await tx.query("SELECT set_config('llamune.user_id', $1, true)", [String(first.id)]);
    await addSamples(tx);
    return adminApiKey ? null : apiKey;
  });

const fixKey = async (tx: EntityManager, admin: User, apiKey: string) => {
  const known = await tx.findOne(ApiKey, { where: { keyHash: hashOf(apiKey) }, relations: { user: true } });
  if (known && (known.user.role !== 'admin' || known.user.disabledAt))
    throw new StartError(`設定の ADMIN_API_KEY は、ほかのユーザー（${known.user.username}）のキーです。`, 'ADMIN_API_KEY に、どこでも使っていない新しい値を指定してください。');
  if (known?.revokedAt) await tx.update(ApiKey, known.id, { revokedAt: null });
  if (!known) await tx.insert(ApiKey, { userId: admin.id, name: '最初のキー', keyHash: hashOf(apiKey), prefix: prefixOf(apiKey) });
};

/** So that a newcomer meets every verdict: the demo model answers the 1st, 4th and 6th wrongly, the 3rd and 8th insufficiently, the others well. */
const exampleQuestions = [
  '売掛金とは何ですか？',
  '貸借対照表と損益計算書の違いは何ですか？',
  '減価償却とは何ですか？',
  '消費税率は何パーセントですか？',
  '備品を現金で購入したときの仕訳は？',
  '土地は減価償却しますか？',
  '売上高500万円、変動費300万円、固定費150万円の利益はいくらですか？',
  'インボイス制度とは何ですか？',
];

const addSamples = async (tx: EntityManager) => {
  if (!(await tx.existsBy(Poc, {})))
    await tx.insert(Poc, { name: 'サンプルPoC（会計の基本）', domain: '会計', defaultSystemPrompt: 'あなたは会計の専門家です。日本語で回答してください。', exampleQuestions });
  if (!(await tx.existsBy(Model, { isDemo: true })))
    await tx.insert(Model, {
      modelName: 'llamune-demo',
      version: 1,
      baseModel: 'llama',
      description: '動作確認のための、ごく小さなモデルです。業務には使えません。',
      file: demoFile,
      isDemo: true,
    });
};

/** Puts the demo model into the models folder, if it is not there. */
export const placeDemoModel = async (modelsDir: string) => {
  const target = path.join(modelsDir, demoFile);
  if (await stat(target).catch(() => null)) return;
  await mkdir(path.dirname(target), { recursive: true });
  // A copy that is cut off must not look like a model.
  // Under a name of its own: two servers may start at once on the same folder.
  const part = `${target}.${randomUUID()}.part`;
  await copyFile(shippedDemo, part);
  await rename(part, target);
};
