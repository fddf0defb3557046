import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Builds the package once before these tests. */
export default function build(): void {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = fileURLToPath(new URL('bin/tsc', `file://${typescript}`));
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit' });
}
