import path from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().int().min(1).max(86_400);
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8000),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MODELS_DIR: z.string().optional(),
  REGISTRATION: z.enum(['open', 'closed']).optional(),
  ADMIN_API_KEY: z.string().min(16).max(200).optional(),
  CORS_ORIGINS: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  ANSWER_TIMEOUT_SECONDS: seconds.default(300),
  LLM_GPU: z.enum(['auto', 'off']).default('auto'),
  LLM_THREADS: z.coerce.number().int().min(1).max(512).optional(),
  LLM_SLOTS: z.coerce.number().int().min(1).max(64).default(4),
  LLM_CONTEXT_SIZE: z.coerce.number().int().min(256).max(1_048_576).optional(),
  LLM_MAX_QUEUE: z.coerce.number().int().min(1).max(10_000).default(100),
  LLM_MAX_LOADED_MODELS: z.coerce.number().int().min(1).max(16).default(2),
});

/** The one reader of the environment. `.env` in the working directory fills what the real environment leaves open. */
export const readEnv = () => {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // An empty value means "not set", as `.env.example` has it.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const result = variables.safeParse(set, { error: z.locales.ja().localeError });
  if (!result.success) throw new EnvError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const env = result.data;
  const dataDir = path.resolve(env.DATA_DIR);
  const loopback = isLoopback(env.HOST);
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir,
    databaseUrl: env.DATABASE_URL,
    modelsDir: env.MODELS_DIR ? path.resolve(env.MODELS_DIR) : path.join(dataDir, 'models'),
    registrationOpen: env.REGISTRATION ? env.REGISTRATION === 'open' : loopback,
    adminApiKey: env.ADMIN_API_KEY,
    corsOrigins: env.CORS_ORIGINS ? env.CORS_ORIGINS.split(',').map((origin) => origin.trim()) : loopback ? ('loopback' as const) : [],
    logLevel: env.LOG_LEVEL,
    answerTimeoutMs: env.ANSWER_TIMEOUT_SECONDS * 1000,
    llm: { gpu: env.LLM_GPU, threads: env.LLM_THREADS, slots: env.LLM_SLOTS, contextSize: env.LLM_CONTEXT_SIZE, maxQueue: env.LLM_MAX_QUEUE, maxLoadedModels: env.LLM_MAX_LOADED_MODELS },
  };
};
export type Env = ReturnType<typeof readEnv>;

export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}
