// Makes dist/package/ from dist/: what `pnpm pack` puts into the tarball. One file for `import` and one for `require`, with tRPC's client inside, so that
// zod is all that the package depends on; and the types for both. tRPC's own types are in none of those that are left: they would want `ws` and TypeScript itself.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const from = path.join(import.meta.dirname, 'dist');
const to = path.join(from, 'package');
rmSync(to, { recursive: true, force: true });
mkdirSync(to);

await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir: to,
    target: 'es2022',
    minify: false,
    lib: { entry: path.join(from, 'index.js'), formats: ['es', 'cjs'], fileName: (format) => (format === 'es' ? 'index.js' : 'index.cjs') },
    rolldownOptions: { external: ['zod'] },
  },
});

const isForServer = (name) => name.startsWith('client-trpc.');
for (const name of readdirSync(from)) {
  if (!name.endsWith('.d.ts') || isForServer(name)) continue;
  const types = readFileSync(path.join(from, name), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*/, '');
  if (types.includes('@trpc/')) throw new Error(`${name} names types of tRPC`);
  writeFileSync(path.join(to, name), types);
  // TypeScript takes the ending for what it is: a module that is required must be described by a .d.cts of its own.
  writeFileSync(path.join(to, name.replace(/\.ts$/, '.cts')), types.replace(/(['"])(\.\/[\w-]+)\.js\1/g, '$1$2.cjs$1'));
}
