import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { copyFileSync, createReadStream, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SnapshotManifest, type TrainingResult } from '@llamune/contracts';
import type { ArchiveOptions, Options } from './options.js';
import { trainingLogFile, type Trainer } from './trainers/trainer.js';

/**
 * The same training on a machine without a connection: from the archive that llamune_poc made to the one that it takes back.
 * Both are read and written with the system's `tar`, which macOS, Linux and Windows have.
 */
export const trainArchive = async (trainer: Trainer, options: Options, { file, resultFile, fingerprint }: ArchiveOptions): Promise<void> => {
  trainer.check(options);
  const folder = path.join(options.workDir, `archive-${path.basename(file, '.tar')}`);
  const dataDir = path.join(folder, 'data');
  const outDir = path.join(folder, 'out');
  rmSync(folder, { recursive: true, force: true });
  for (const dir of [dataDir, outDir]) mkdirSync(dir, { recursive: true });
  execFileSync('tar', ['-xf', file, '-C', dataDir]);
  const manifest = await readManifest(dataDir, fingerprint);
  const { parent } = manifest;
  if (!parent) throw new Error('このアーカイブには、訓練の元にするモデルが書かれていません。');
  console.log(`訓練データ 第${manifest.version}版: ${manifest.counts.examples} 件。元にするモデル: ${parent.model_name} 第${parent.version}版（${parent.file ?? 'ファイルなし'}）`);

  const trained = await trainer.train({ dataDir, outDir, parent, modelsDir: options.modelsDir, settings: options.settings });
  const made = trained.weightsFile ?? trained.adapterFile;
  if (!made) throw new Error('この訓練プログラムは、持ち帰れる GGUF ファイルを作りません。アダプターを GGUF に変換してから、README のとおりに結果のアーカイブを作ってください。');

  const role = trained.weightsFile ? 'weights' : 'adapter';
  const packed = path.join(folder, 'result');
  mkdirSync(packed, { recursive: true });
  renameSync(made, path.join(packed, `${role}.gguf`));
  for (const name of ['manifest.json', 'manifest.sig']) copyFileSync(path.join(dataDir, name), path.join(packed, name));
  copyFileSync(path.join(outDir, trainingLogFile), path.join(packed, trainingLogFile));
  const result: TrainingResult = {
    kind: 'llamune_poc/training-result',
    format_version: 1,
    manifest_sha256: await sha256Of(path.join(packed, 'manifest.json')),
    trained_at: trained.trainedAt,
    metrics: trained.metrics,
    files: [await entryOf(packed, trainingLogFile, 'log'), await entryOf(packed, `${role}.gguf`, role)],
  };
  writeFileSync(path.join(packed, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);
  // These three first: llamune_poc looks at them before it reads the rest.
  const names = ['manifest.json', 'manifest.sig', 'result.json', ...result.files.map(({ name }) => name)];
  // Without the variable macOS packs a second file beside each.
  execFileSync('tar', ['-cf', `${resultFile}.part`, '-C', packed, ...names], { env: { ...process.env, COPYFILE_DISABLE: '1' } });
  renameSync(`${resultFile}.part`, resultFile);
  console.log(`${resultFile} を作りました。llamune_poc のモデルフォルダーに置き、訓練データの画面で「訓練結果を受け取る」を選んでください。`);
};

/** @throws {Error} when the signature, or the hash of a file, is not what it should be. */
const readManifest = async (dataDir: string, fingerprint: string | undefined): Promise<SnapshotManifest> => {
  const bytes = readFileSync(path.join(dataDir, 'manifest.json'));
  const key = createPublicKey(readFileSync(path.join(dataDir, 'public-key.pem')));
  const own = createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 32);
  const isSigned = verify(null, bytes, key, Buffer.from(readFileSync(path.join(dataDir, 'manifest.sig'), 'utf8'), 'base64'));
  if (!isSigned) throw new Error('目録（manifest.json）の署名が合いません。途中で変わったおそれがあります。もう一度運んでください。');
  if (fingerprint !== undefined && fingerprint.replace(/\s/g, '').toLowerCase() !== own) throw new Error(`署名した鍵の指紋は ${grouped(own)} で、指定された ${fingerprint} と違います。別の llamune_poc が作ったものです。`);
  if (fingerprint === undefined) console.log(`署名した鍵の指紋: ${grouped(own)}（llamune_poc の画面に出ているものと比べてください）`);
  const manifest = SnapshotManifest.parse(JSON.parse(bytes.toString()));
  for (const { name, sha256 } of manifest.files)
    if ((await sha256Of(path.join(dataDir, path.basename(name)))) !== sha256) throw new Error(`${name} が目録のハッシュと一致しません。途中で壊れたおそれがあります。もう一度運んでください。`);
  return manifest;
};

const grouped = (digits: string): string => digits.match(/.{4}/g)!.join(' ');

const entryOf = async (dir: string, name: string, role: TrainingResult['files'][number]['role']): Promise<TrainingResult['files'][number]> => ({ name, role, bytes: statSync(path.join(dir, name)).size, sha256: await sha256Of(path.join(dir, name)) });

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
};
