import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The built package, packed, in an empty folder of its own: what an outside program gets, and nothing of this workspace.
const here = import.meta.dirname;
const contracts = path.dirname(here);
const bin = path.join(contracts, '../../node_modules/.bin');
let folder: string;
let installed: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'llamune-consumer-'));
  installed = path.join(folder, 'node_modules/@llamune/contracts');
  mkdirSync(installed, { recursive: true });
  execFileSync(path.join(bin, 'pnpm'), ['pack', '--pack-destination', folder], { cwd: contracts, stdio: 'pipe' });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  execFileSync('tar', ['xzf', path.join(folder, tarball), '-C', installed, '--strip-components=1']);
  // All that it depends on, as an installation would put it there.
  symlinkSync(realpathSync(path.join(contracts, 'node_modules/zod')), path.join(folder, 'node_modules/zod'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  copyFileSync(path.join(here, 'use.ts'), path.join(folder, 'use.ts'));
  copyFileSync(path.join(here, 'use.ts'), path.join(folder, 'use.cts'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, encoding: 'utf8' });

test('zod is all that it depends on', () => {
  expect(JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')).dependencies).toEqual({ zod: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  expect(readdirSync(installed).toSorted()).toEqual(['README.md', 'dist', 'package.json']);
});

test.each([
  ['NodeNext', 'NodeNext', ['use.ts', 'use.cts']],
  ['ESNext', 'Bundler', ['use.ts']],
])('compiles strictly as %s / %s, with its own declarations checked too', (module, resolution, files) => {
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--skipLibCheck', 'false', '--types', '', '--target', 'es2022', '--lib', 'es2023,dom'];
  expect(run(path.join(bin, 'tsc'), ...options, '--module', module, '--moduleResolution', resolution, ...files)).toBe('');
});

test('is imported and required by plain Node, and calls the server', () => {
  const call = "createLlamuneClient({ url: 'http://127.0.0.1:9' }).health.check.query({}).catch((error) => console.log(errorOf(error)))";
  expect(run('node', '--input-type=module', '-e', `import { createLlamuneClient, errorOf } from '@llamune/contracts'; await ${call}`)).toBe('null\n');
  expect(run('node', '--input-type=commonjs', '-e', `const { createLlamuneClient, errorOf } = require('@llamune/contracts'); ${call}`)).toBe('null\n');
});
