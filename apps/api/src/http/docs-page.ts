import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { docsSecurityPolicy } from './content-security-policy.js';

// Two files, because the page may run no script of its own: the Content-Security-Policy allows files of this server only.
const page = `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>llamune_poc API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<div id="ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;
// `validatorUrl: null`: by default the page would send the document to a validator on the internet.
const script = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null, tryItOutEnabled: true });\n`;

/** The API document to read and to try, without any other host. */
export const registerDocsPage = async (app: FastifyInstance) => {
  const root = path.dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
  await app.register(fastifyStatic, { root, prefix: '/docs/assets/', decorateReply: false, index: false, allowedPath: (name) => /^\/swagger-ui(-bundle)?\.(css|js)$/.test(name) });
  app.get('/docs', { helmet: { contentSecurityPolicy: docsSecurityPolicy } }, (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
};
