import path from 'node:path';
import { parseArgs } from 'node:util';

export const stepNames = ['take', 'export', 'train', 'deliver', 'register', 'acknowledge'] as const;
export type StepName = (typeof stepNames)[number];

export interface Options {
  url: string;
  apiKey: string;
  pocId: number;
  /** The version that the training begins with. */
  parentId: number;
  trainer: string;
  /** What is known of a hand-over that is not finished, and its files. */
  workDir: string;
  /** The server's models folder, for trainers that make files. */
  modelsDir: string | undefined;
  validPercent: number;
  stopAfter: StepName | undefined;
  /** Training without a connection: which archive, where the result goes, and whose signature it must have. */
  archive: ArchiveOptions | undefined;
  /** Settings of the trainer, as `steps=60`. */
  settings: Record<string, string>;
}

export interface ArchiveOptions {
  file: string;
  resultFile: string;
  /** As the screen of llamune_poc shows it; undefined: not compared. */
  fingerprint: string | undefined;
}

export const usage = `使い方: node dist/main.js --poc 1 --parent 1 --trainer demo --models-dir /…/data/models [オプション]
 [オプション]
        node dist/main.js --archive snapshot-1.tar --models-dir /…/models [オプション]   ネットワークにつながっていない機械で

  --poc N             どの PoC の評価を使うか（必須）
  --parent N          訓練の元にするモデルの id（必須）
  --trainer NAME      demo（同梱のデモモデル）か mlx（mlx_lm.lora）。既定は demo
  --models-dir PATH   llamune_poc のモデルフォルダー（起動時に表示されます）。ファイルを作る訓練で必須
  --work PATH         途中の記録とファイルの置き場所。既定は ./work
  --valid-percent N   確認用に分ける割合。既定は demo で 0、mlx で 10
  --stop-after STEP   ${stepNames.join(' / ')} のどれかまでで止める。もう一度実行すると続きから
  --set NAME=VALUE    訓練の設定（README）。何度でも
  --archive FILE      運んできたアーカイブで訓練し、結果のアーカイブを作る。キーも接続も要らない
  --result FILE       結果のアーカイブ。既定は result.tar
  --fingerprint TEXT  llamune_poc の画面に出ている署名鍵の指紋。違えば訓練しない

環境変数: LLAMUNE_URL（既定 http://localhost:8000）、LLAMUNE_API_KEY（権限「学習アプリ」のユーザーのキー。必須）`;

/** @throws {Error} with a sentence that says what is missing. */
export const readOptions = (args: string[], env: NodeJS.ProcessEnv): Options => {
  const { values } = parseArgs({
    args,
    options: {
      poc: { type: 'string' },
      parent: { type: 'string' },
      trainer: { type: 'string', default: 'demo' },
      'models-dir': { type: 'string' },
      work: { type: 'string', default: 'work' },
      'valid-percent': { type: 'string' },
      'stop-after': { type: 'string' },
      archive: { type: 'string' },
      result: { type: 'string', default: 'result.tar' },
      fingerprint: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  const apiKey = env['LLAMUNE_API_KEY'];
  const archive = values.archive === undefined ? undefined : { file: path.resolve(values.archive), resultFile: path.resolve(values.result), fingerprint: values.fingerprint };
  if (!apiKey && !archive) throw new Error('環境変数 LLAMUNE_API_KEY に、権限「学習アプリ」のユーザーのキーを入れてください。');
  return {
    url: env['LLAMUNE_URL'] ?? 'http://localhost:8000',
    apiKey: apiKey ?? '',
    // The archive says these.
    pocId: archive ? 0 : number('--poc', values.poc),
    parentId: archive ? 0 : number('--parent', values.parent),
    archive,
    trainer: values.trainer,
    // Trainers run in folders of their own.
    workDir: path.resolve(values.work),
    modelsDir: values['models-dir'] === undefined ? undefined : path.resolve(values['models-dir']),
    validPercent: values['valid-percent'] === undefined ? (values.trainer === 'demo' ? 0 : 10) : number('--valid-percent', values['valid-percent']),
    stopAfter: stepOf(values['stop-after']),
    settings: Object.fromEntries(values.set.map(setting)),
  };
};

const number = (name: string, value: string | undefined): number => {
  if (value === undefined || !/^\d+$/.test(value)) throw new Error(`${name} に番号を指定してください。`);
  return Number(value);
};

const stepOf = (value: string | undefined): StepName | undefined => {
  const step = stepNames.find((name) => name === value);
  if (value !== undefined && !step) throw new Error(`--stop-after には ${stepNames.join('、')} のどれかを指定してください。`);
  return step;
};

const setting = (text: string): [string, string] => {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`--set は NAME=VALUE の形で指定してください（${text}）。`);
  return [text.slice(0, at), text.slice(at + 1)];
};
