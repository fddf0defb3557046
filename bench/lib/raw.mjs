import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('..', import.meta.url));
const work = path.join(bench, 'data');

/** The library that the product uses, and its header from the source that node-llama-cpp carries along. Linux only. */
const nodeLlamaCpp = path.resolve(createRequire(path.join(bench, '../packages/llm/package.json')).resolve('node-llama-cpp'), '../..');
const build = `linux-${process.arch}`;
const library = path.join(path.resolve(createRequire(path.join(nodeLlamaCpp, 'package.json')).resolve(`@node-llama-cpp/${build}`), '../..'), 'bins', build);

/** Compiles raw.cpp once. Needs git and g++. */
const compile = () => {
  const program = path.join(work, 'raw');
  if (existsSync(program)) return program;
  const source = path.join(work, 'llama.cpp');
  mkdirSync(work, { recursive: true });
  if (!existsSync(source)) execFileSync('git', ['clone', '--quiet', path.join(nodeLlamaCpp, 'llama/gitRelease.bundle'), source]);
  const files = readdirSync(library).filter((name) => /^lib(llama|ggml)(\.v[\d.]+)?\.so$|^libggml-base\.so$/.test(name)).map((name) => path.join(library, name));
  execFileSync('g++', ['-O2', '-std=c++17', `-I${source}/include`, `-I${source}/ggml/include`, path.join(bench, 'raw/raw.cpp'), '-o', program, ...files, `-Wl,-rpath,${library}`], { stdio: 'inherit' });
  return program;
};

/** @returns {{tokensPerSecond: number, tokensPerCpuSecond: number}} */
export const measureRaw = ({ file, threads, promptTokens, tokens, answers }) =>
  JSON.parse(execFileSync(compile(), [file, library, threads, promptTokens, tokens, answers].map(String), { encoding: 'utf8' }));
