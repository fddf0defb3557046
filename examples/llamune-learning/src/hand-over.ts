import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { LlamuneClient, Snapshot } from '@llamune/contracts';
import { exportFiles } from './export-files.js';
import type { Options, StepName } from './options.js';
import type { Trainer } from './trainers/trainer.js';
import { closeWork, openWork, saveWork, type WorkRecord } from './work-record.js';

const claimHours = 6;
const renewEveryMs = 60 * 60_000;

/**
 * The five steps of the README's last chapter. Each is done once: whatever ends this program, the next run finds in the work folder how far it was,
 * and asks the server where it cannot know whether its last request arrived.
 */
export const handOver = async (client: LlamuneClient, trainer: Trainer, options: Options): Promise<void> => {
  trainer.check(options);
  const { workDir } = options;
  const record = openWork(workDir, { pocId: options.pocId, parentId: options.parentId, trainer: options.trainer });
  const note = (change: Partial<WorkRecord>): void => {
    Object.assign(record, change);
    saveWork(workDir, record);
  };
  const endsWith = (step: StepName): boolean => step === options.stopAfter;

  if (record.snapshotId === undefined) {
    console.log('評価されたログから、訓練データを作っています…');
    const snapshot = await client.snapshots.create.mutate({ poc_id: record.pocId, request_key: record.requestKey, valid_percent: options.validPercent, claim_hours: claimHours });
    note({ snapshotId: snapshot.id });
  }
  if (endsWith('take')) return;

  const snapshot = await client.snapshots.get.query({ snapshot_id: record.snapshotId! });
  tell(snapshot);
  const folder = path.join(workDir, `snapshot-${snapshot.id}`);
  const dataDir = path.join(folder, 'data');
  const outDir = path.join(folder, 'out');

  if (!record.isExported) {
    await exportFiles(client, snapshot, dataDir);
    note({ isExported: true });
  }
  if (endsWith('export')) return;

  const parent = (await client.models.list.query({})).find(({ id }) => id === record.parentId);
  if (!parent) throw new Error(`モデル ${record.parentId} がありません。`);
  if (!record.trained) {
    mkdirSync(outDir, { recursive: true });
    const trained = await holding(client, snapshot, () => trainer.train({ dataDir, outDir, parent, modelsDir: options.modelsDir, settings: options.settings }));
    note({ trained });
  }
  if (endsWith('train')) return;

  if (!record.delivered) note({ delivered: deliver(record, options.modelsDir, parent) });
  if (endsWith('deliver')) return;

  if (record.modelId === undefined) note({ modelId: await register(client, record, parent) });
  if (endsWith('register')) return;

  const { trained, changed, taken_by_others } = await client.snapshots.acknowledge.mutate({ snapshot_id: snapshot.id });
  console.log(`${trained} 件を「訓練済み」にしました。${changed > 0 ? `あいだに評価が変わった ${changed} 件は、未処理のままです。` : ''}${taken_by_others > 0 ? `${taken_by_others} 件は、ほかの訓練データに移っていました。` : ''}`);
  closeWork(workDir, record);
};

type Parent = Awaited<ReturnType<LlamuneClient['models']['list']['query']>>[number];

const tell = ({ poc_name, version, counts, content_sha256 }: Snapshot): void =>
  console.log(`${poc_name} 訓練データ 第${version}版: ${counts.examples} 件（訓練 ${counts.train}、確認 ${counts.valid}、試験 ${counts.test}。うち訂正 ${counts.corrections}）SHA-256 ${content_sha256}`);

/** Keeps the logs for this training as long as it takes. If that fails the training goes on: acknowledging says what was lost. */
const holding = async <T>(client: LlamuneClient, { id }: Snapshot, work: () => Promise<T>): Promise<T> => {
  const renew = () => client.snapshots.renew.mutate({ snapshot_id: id, claim_hours: claimHours }).catch((error: unknown) => console.warn('確保を延ばせませんでした:', error instanceof Error ? error.message : error));
  await renew();
  const timer = setInterval(() => void renew(), renewEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};

/** Puts what was trained into the server's models folder, under a name that the same snapshot always has. */
const deliver = ({ trained, snapshotId }: WorkRecord, modelsDir: string | undefined, parent: Parent): NonNullable<WorkRecord['delivered']> => {
  const { weightsFile, adapterFile, adapterName } = trained!;
  const made = weightsFile ?? adapterFile;
  if (!made) return { file: parent.file, adapter: adapterName ?? null };
  const name = `llamune-learning/snapshot-${snapshotId}${path.extname(made)}`;
  const target = path.join(modelsDir!, name);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(made, `${target}.part`);
  renameSync(`${target}.part`, target);
  return weightsFile ? { file: name, adapter: null } : { file: parent.file, adapter: name };
};

/** Once: a version of this parent, this snapshot and this file that is there already was registered by a run that ended before it knew. */
const register = async (client: LlamuneClient, { snapshotId, delivered, trained }: WorkRecord, parent: Parent): Promise<number> => {
  const { file, adapter } = delivered!;
  const registered = (await client.models.list.query({})).find((model) => model.parent_id === parent.id && model.snapshot_id === snapshotId && model.file === file && model.adapter === adapter);
  if (registered) return registered.id;
  const model = await client.models.create.mutate({
    model_name: parent.model_name,
    base_model: parent.base_model,
    parent_id: parent.id,
    snapshot_id: snapshotId!,
    file,
    adapter,
    server_url: parent.server_url,
    served_model: parent.served_model,
    api_key_env: parent.api_key_env,
    trained_at: trained!.trainedAt,
    metrics: trained!.metrics,
    description: `訓練データ ${snapshotId} による訓練`,
  });
  console.log(`${model.model_name} 第${model.version}版（id ${model.id}）を登録しました。`);
  return model.id;
};
