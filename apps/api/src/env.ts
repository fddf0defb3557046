import path from 'node:path';
import { z } from 'zod';
import { serverUrlProblem, type ModelServers } from './model-source.js';

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().int().min(1).max(86_400);
// Goes into a header, where a line break or a letter beyond ASCII cannot be.
const secret = z.string().regex(/^[\x21-\x7e]{1,4096}$/);
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');
const plainAddress = (message: string) => z.string().refine((text) => serverUrlProblem(text) === null, message);

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
  LLM_MAX_LOADED_MODELS: z.coerce.number().int().min(1).max(64).default(8),
  LLM_MEMORY_MB: z.coerce.number().int().min(64).max(16_777_216).optional(),
  LLM_SERVER_URL: plainAddress('http://127.0.0.1:8080/v1 の形で指定してください（キーは LLM_SERVER_KEY に）').optional(),
  LLM_SERVER_KEY: secret.optional(),
  HF_ENDPOINT: plainAddress('https://huggingface.co の形で指定してください').default('https://huggingface.co'),
  HF_TOKEN: secret.optional(),
});
const modelServerKeys = z.record(z.string(), secret);

/** The one reader of the environment. `.env` in the working directory fills what the real environment leaves open. */
export const readEnv = () => {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // An empty value means "not set", as `.env.example` has it.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const options = { error: z.locales.ja().localeError };
  const result = variables.safeParse(set, options);
  const keys = modelServerKeys.safeParse(Object.fromEntries(Object.entries(set).filter(([name]) => /^LLM_KEY_[A-Z0-9_]{1,60}$/.test(name))), options);
  if (!result.success || !keys.success) throw new EnvError([result, keys].flatMap(({ error }) => error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`));
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
    llm: {
      gpu: env.LLM_GPU,
      threads: env.LLM_THREADS,
      slots: env.LLM_SLOTS,
      contextSize: env.LLM_CONTEXT_SIZE,
      maxQueue: env.LLM_MAX_QUEUE,
      maxLoadedModels: env.LLM_MAX_LOADED_MODELS,
      memoryBudgetBytes: env.LLM_MEMORY_MB === undefined ? undefined : env.LLM_MEMORY_MB * 2 ** 20,
    },
    modelServers: { defaultUrl: env.LLM_SERVER_URL, keys: new Map(Object.entries({ ...keys.data, ...(env.LLM_SERVER_KEY && { LLM_SERVER_KEY: env.LLM_SERVER_KEY }) })) } satisfies ModelServers,
    huggingFace: { endpoint: env.HF_ENDPOINT.replace(/\/+$/, ''), token: env.HF_TOKEN },
  };
};
export type Env = ReturnType<typeof readEnv>;

export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}
