import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export const webRoot = () => path.join(path.dirname(fileURLToPath(import.meta.resolve('@llamune/web/package.json'))), 'dist');

/** The web application under /app/: the REST paths own the rest. */
export const registerWeb = async (app: FastifyInstance, root: string) => {
  app.get('/', (_request, reply) => reply.redirect('/app/', 302));
  if (!existsSync(path.join(root, 'index.html'))) return;
  await app.register(
    async (web) => {
      await web.register(fastifyStatic, {
        root,
        prefix: '/',
        index: 'index.html',
        cacheControl: false,
        // The build has written each file compressed too (apps/web/precompress.mjs).
        preCompressed: true,
        // Names under /assets/ carry a hash of their content; everything else may change with an update.
        setHeaders: (reply, file) => void reply.header('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache'),
      });
      // Any other address is a page of the application, so that a reload works everywhere; a missing file is not.
      web.setNotFoundHandler((request, reply) => {
        const isPage = request.method === 'GET' && path.extname(request.url.split('?')[0]!) === '';
        return isPage ? reply.header('cache-control', 'no-cache').sendFile('index.html') : reply.code(404).send({ detail: 'Not Found' });
      });
    },
    { prefix: '/app' },
  );
};
