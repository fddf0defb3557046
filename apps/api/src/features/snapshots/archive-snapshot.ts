import type { DataSource } from 'typeorm';
import { Header } from 'tar';
import { publicKeyOf, signatureOf } from '../../archive-signature.js';
import { requireSnapshot } from './claims.js';
import type { SnapshotFormat } from './formats.js';
import { exportedFiles, manifestOf } from './manifest.js';

const blockBytes = 512;

/**
 * A tar (POSIX ustar) for a machine without a network: a manifest, its signature, and the files that it names. All of it is text, NUL included,
 * and the same snapshot, format and parent give the same bytes.
 * @throws {DomainError} not_found
 */
export async function* archiveSnapshot(db: DataSource, id: number, format: SnapshotFormat, parentId: number): AsyncGenerator<string, void, undefined> {
  const snapshot = await requireSnapshot(db.manager, id);
  const manifest = await manifestOf(db, id, format, parentId);
  const manifestText = `${JSON.stringify(manifest, null, 1)}\n`;
  const { pem, fingerprint } = await publicKeyOf(db);
  const small = {
    'README.txt': readme(snapshot.version, fingerprint),
    'manifest.json': manifestText,
    'manifest.sig': `${await signatureOf(db, Buffer.from(manifestText))}\n`,
    'public-key.pem': pem,
  };
  const header = (name: string, bytes: number): string => headerBlock(name, bytes, snapshot.createdAt);
  for (const [name, text] of Object.entries(small)) yield header(name, Buffer.byteLength(text)) + text + padding(Buffer.byteLength(text));
  for (const { name, text } of exportedFiles(db, snapshot, format)) {
    const { bytes } = manifest.files.find((file) => file.name === name)!;
    yield header(name, bytes);
    yield* text();
    yield padding(bytes);
  }
  yield '\0'.repeat(2 * blockBytes);
}

const headerBlock = (path: string, size: number, mtime: Date): string => {
  const block = Buffer.alloc(blockBytes);
  new Header({ path, size, mtime, mode: 0o644, uid: 0, gid: 0, type: 'File' }).encode(block, 0);
  return block.toString('latin1');
};
const padding = (bytes: number): string => '\0'.repeat((blockBytes - (bytes % blockBytes)) % blockBytes);

const readme = (version: number, fingerprint: string): string => `llamune_poc の訓練データ（第${version}版）です。

中身
  manifest.json    目録。ログ番号、件数、システムプロンプト、訓練の元にするモデル、ファイルごとの SHA-256
  manifest.sig     目録の署名（Ed25519、Base64）
  public-key.pem   署名を確かめる公開鍵
  train、valid、test と examples.jsonl が訓練データです。

署名を確かめる
  public-key.pem の指紋が、llamune_poc の画面に出ている「${fingerprint}」と同じかを確かめます。
    openssl pkey -pubin -in public-key.pem -outform DER | openssl dgst -sha256
    （先頭の32文字を比べます）
  openssl base64 -d -A -in manifest.sig -out manifest.sig.bin
  openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig.bin

訓練して、結果を持ち帰る
  examples/llamune-learning の「--archive」を使うか、README の形のとおりに result.json を作ります。
  manifest.json と manifest.sig は、そのまま結果に入れてください。どの訓練データの結果かを、それで確かめます。
`;
