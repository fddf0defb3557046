import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { mostCallsAtOnce } from '@llamune/contracts/client-trpc';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify';
import { contentSecurityPolicy } from './http/content-security-policy.js';
import { contextOf } from './http/context.js';
import { registerDocsPage } from './http/docs-page.js';
import { registerErrorReplies } from './http/error-replies.js';
import { registerMetrics } from './http/metrics.js';
import { registerOpenApi } from './http/openapi.js';
import { registerRest } from './http/rest.js';
import { registerWeb, webRoot } from './http/web.js';
import { appRouter, type AppRouter } from './router.js';
import type { Services } from './trpc.js';

export interface AppOptions {
  services: Services;
  /** Origins that a browser may call from; `loopback`: any page of this machine. */
  corsOrigins: string[] | 'loopback';
  logger?: FastifyServerOptions['logger'];
}

const bodyLimit = 2 * 1024 * 1024;
const registrationsPerMinute = 120;
const loopbackOrigin = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

export const buildApp = async ({ services, corsOrigins, logger = false }: AppOptions): Promise<FastifyInstance> => {
  const app = Fastify({
    logger,
    // A line for every request would bury the ones that matter.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: 60_000,
    // A connection that asks nothing is closed, so that thousands of them cost nobody else an answer.
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5000 },
    // Long: tRPC puts the names of a whole batch into the path.
    routerOptions: { maxParamLength: 5000, ignoreTrailingSlash: true },
    forceCloseConnections: true,
    // A path that is no path (`/logs/%ZZ`) is refused before any hook of ours.
    frameworkErrors: (error, _request, reply) => void (reply as unknown as FastifyReply).code(error.statusCode ?? 400).send({ detail: error.message }),
  });
  app.server.maxConnections = mostConnections();
  registerErrorReplies(app);
  await registerSecurity(app, corsOrigins);
  const context = contextOf(services, app.createRateLimit({ max: registrationsPerMinute, timeWindow: 60_000 }));
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: mostCallsAtOnce,
      createContext: ({ req }) => context(req),
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') app.log.error({ err: error, path }, 'request failed');
      },
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
  await registerRest(app, context);
  registerMetrics(app, services);
  registerOpenApi(app, services.version);
  await registerDocsPage(app);
  await registerWeb(app, webRoot());
  return app;
};

const registerSecurity = async (app: FastifyInstance, corsOrigins: AppOptions['corsOrigins']) => {
  await app.register(helmet, {
    contentSecurityPolicy,
    // The server speaks plain HTTP; a proxy that adds TLS adds this too.
    hsts: false,
  });
  await app.register(cors, {
    origin: corsOrigins === 'loopback' ? loopbackOrigin : corsOrigins,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['content-type', 'x-api-key', 'trpc-accept'],
    exposedHeaders: ['link', 'retry-after', 'content-disposition'],
    maxAge: 600,
    strictPreflight: false,
  });
  await app.register(rateLimit, { global: false });
};

/** As many as the process may open files for, less what the database, the models and the web files need. */
const mostConnections = () => {
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: string | number } } };
  const files = Number(report.userLimits?.open_files?.soft);
  return Math.max(100, Math.min(20_000, Number.isFinite(files) ? files - 300 : 20_000));
};
