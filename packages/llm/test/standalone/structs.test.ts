import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { batch, contextParams, modelParams, samplerChainParams } from '../../src/llama/in-child/native/structs.js';
import { temporaryFolder } from '../with-model/asking.js';

/** llama.h of the release that node-llama-cpp ships, from the source that it carries along. */
function header(folder: string): string {
  const bundle = join(createRequire(import.meta.url).resolve('node-llama-cpp'), '../../llama/gitRelease.bundle');
  execFileSync('git', ['clone', '--quiet', '--bare', bundle, folder]);
  return execFileSync('git', ['-C', folder, 'show', 'HEAD:include/llama.h'], { encoding: 'utf8' });
}

function fieldsOf(source: string, name: string): string[] {
  const body = new RegExp(`struct ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? '';
  const withoutComments = body.replaceAll(/\/\/.*$/gm, '');
  return withoutComments.split(';').flatMap((declaration) => /(\w+)\s*$/.exec(declaration.trim())?.slice(1) ?? []);
}

test('the structures that are passed by value have the fields of llama.h, in its order', () => {
  using folder = temporaryFolder();
  const source = header(folder.file('llama.git'));
  for (const struct of [modelParams, contextParams, batch, samplerChainParams]) expect(Object.keys(struct.members ?? {})).toEqual(fieldsOf(source, struct.name));
});
