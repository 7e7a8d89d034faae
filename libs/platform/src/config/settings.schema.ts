import { z } from 'zod';
import { parseRedisUrl, REDIS_URL_FORMS } from './redis-url';

const flag = z.enum(['true', 'false', '1', '0']).transform((raw) => raw === 'true' || raw === '1');

const whole = (minimum: number, maximum = Number.MAX_SAFE_INTEGER): z.ZodCoercedNumber =>
  z.coerce.number().int().min(minimum).max(maximum);

const OTLP_PROTOCOLS = ['http/protobuf', 'http/json'] as const;

const url = (...protocols: string[]): z.ZodString =>
  z.string().refine((raw) => URL.canParse(raw) && protocols.includes(new URL(raw).protocol), {
    message: `must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });

/**
 * Every setting there is: its form, its default and what it does. The documentation is generated
 * from here (`npm run config:docs`), so a setting cannot exist without a description.
 */
export const settingsSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe(
      '`production` refuses embedded defaults and requires `DATABASE_URL` and `JWT_SECRET`.',
    ),
  HOST: z
    .string()
    .optional()
    .describe('Address to listen on. Default: `127.0.0.1` when embedded, `0.0.0.0` in production.'),
  PORT: whole(0, 65535)
    .optional()
    .describe(
      'Port to listen on. Default 8080; when it is not set and 8080 is taken, the next free port is used and printed. 0 takes any free port.',
    ),
  PUBLIC_URL: url('http:', 'https:')
    .optional()
    .describe(
      'Where browsers reach the service. `https` makes cookies `Secure`; its origin is the one accepted with cookies.',
    ),
  TRUST_PROXY: z
    .string()
    .default('false')
    .describe(
      'Which proxies may set `X-Forwarded-For`: `false`, `true`, a number of hops, or a comma-separated list of addresses and CIDR ranges.',
    ),
  DATABASE_URL: url('postgres:', 'postgresql:')
    .optional()
    .describe('PostgreSQL. Not set: an embedded server under `DATA_DIR` (never in production).'),
  DATABASE_POOL_SIZE: whole(1, 500).default(10).describe('Connections to PostgreSQL per process.'),
  MIGRATE_ON_START: flag
    .optional()
    .describe(
      'Apply pending migrations when starting. Default: `true` with embedded PostgreSQL, else `false` (run `npm run migrate:deploy`).',
    ),
  REDIS_URL: z
    .string()
    .refine((raw) => parseRedisUrl(raw) !== undefined, {
      message: `must have one of the forms ${REDIS_URL_FORMS}`,
    })
    .optional()
    .describe(
      `Redis for cache, rate limits and broadcast: ${REDIS_URL_FORMS}. Not set: in process and over PostgreSQL.`,
    ),
  ELASTICSEARCH_URL: url('http:', 'https:')
    .optional()
    .describe(
      'Elasticsearch for audit search and for evaluations over time. Not set: PostgreSQL does both.',
    ),
  ELASTICSEARCH_INDEX_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}$/)
    .default('toggle')
    .describe('First part of every index name, so that several installations can share a cluster.'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('.data')
    .describe('Folder of the embedded state: database, generated secrets.'),
  JWT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Signs session tokens; at least 32 characters. Not set: generated and kept under `DATA_DIR` (never in production).',
    ),
  JWT_SECRET_PREVIOUS: z
    .string()
    .min(32)
    .optional()
    .describe('The secret before this one: tokens it signed stay valid until they expire.'),
  JWT_TTL_SECONDS: whole(60, 31_536_000)
    .default(43_200)
    .describe('How long a session token is valid.'),
  REGISTRATION: z
    .enum(['open', 'closed'])
    .default('open')
    .describe('`closed`: `POST /auth/register` answers 403; tenants are made by an operator.'),
  CACHE_TTL_SECONDS: whole(1, 86_400).default(60).describe('How long a cached flag list may live.'),
  RATE_LIMIT_BURST: whole(1, 10_000_000)
    .default(200)
    .describe('Requests a tenant may make at once: the capacity of its token bucket.'),
  RATE_LIMIT_SUSTAINED_PER_SEC: z.coerce
    .number()
    .positive()
    .max(1_000_000)
    .default(50)
    .describe('Tokens a tenant gets back each second.'),
  EVALUATION_RATE_LIMIT_BURST: whole(0, 100_000_000)
    .default(0)
    .describe('Evaluations a tenant may ask for at once; 0: no limit.'),
  EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: z.coerce
    .number()
    .min(0)
    .max(100_000_000)
    .default(0)
    .describe('Evaluation tokens a tenant gets back each second; 0: no limit.'),
  EVALUATION_KEY_RATE_LIMIT_BURST: whole(0, 100_000_000)
    .default(0)
    .describe('Evaluations a single API key may ask for at once; 0: no limit but the tenant’s.'),
  EVALUATION_KEY_RATE_LIMIT_SUSTAINED_PER_SEC: z.coerce
    .number()
    .min(0)
    .max(100_000_000)
    .default(0)
    .describe('Evaluation tokens a single API key gets back each second; 0: no limit.'),
  SNAPSHOT_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder in which each process keeps the environments it has loaded and the hashed API keys, sealed with `JWT_SECRET`, so that it can start and answer while every store is down. Not set: nothing is kept, and without PostgreSQL there is no start.',
    ),
  SNAPSHOT_DIR_MAX_MB: whole(1, 1_000_000)
    .default(1_024)
    .describe(
      'Largest size of the environments in `SNAPSHOT_DIR`; those written longest ago give way.',
    ),
  STREAMS_PER_TENANT: whole(1, 10_000_000)
    .default(20_000)
    .describe('Event streams a tenant may hold open on one process; one more is refused with 429.'),
  USAGE_FLUSH_SECONDS: z.coerce
    .number()
    .min(0.05)
    .max(300)
    .default(10)
    .describe(
      'How often counted evaluations are written; until then they are in memory only. In Elasticsearch each time is a document per flag and variant: a larger number saves space.',
    ),
  USAGE_RETENTION_DAYS: whole(1, 3_650)
    .default(90)
    .describe('How long evaluations over time are kept.'),
  CLIENT_RETENTION_HOURS: whole(1, 8_760)
    .default(24)
    .describe('How long a connected client that is not heard of any more is remembered.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http:', 'https:')
    .optional()
    .describe(
      'OpenTelemetry collector that gets evaluations as `feature_flag.evaluation` events, at `/v1/logs` below it. Not set: none are made. The exporter’s other standard variables (`OTEL_EXPORTER_OTLP_HEADERS`, `…_TIMEOUT`, `…_COMPRESSION`, `…_CERTIFICATE`, `OTEL_RESOURCE_ATTRIBUTES`) hold, too.',
    ),
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: url('http:', 'https:')
    .optional()
    .describe('The same with its whole path, for logs only. Comes first where both are set.'),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(OTLP_PROTOCOLS)
    .default('http/protobuf')
    .describe('How events are sent; gRPC is not supported.'),
  OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: z
    .enum(OTLP_PROTOCOLS)
    .optional()
    .describe('The same for logs only. Comes first where both are set.'),
  OTEL_LOGS_EXPORTER: z
    .enum(['otlp', 'none'])
    .default('otlp')
    .describe('`none`: no events, whatever endpoint is set.'),
  OTEL_SDK_DISABLED: flag.optional().describe('`true`: no events, whatever endpoint is set.'),
  OTEL_SERVICE_NAME: z
    .string()
    .min(1)
    .default('toggle-service')
    .describe('`service.name` of events.'),
  EVALUATION_EVENTS_PER_SECOND: whole(1, 10_000)
    .default(100)
    .describe(
      'How many evaluations a process tells as events each second, with bursts of as many; the others are counted as lost.',
    ),
  BODY_LIMIT_BYTES: whole(1024, 104_857_600)
    .default(1_048_576)
    .describe('Largest request body; a larger one is 413.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe level that is logged.'),
  SHUTDOWN_DELAY_MS: whole(0, 120_000)
    .optional()
    .describe(
      'How long readiness answers 503 before connections are closed. Default: 5000 in production, else 0.',
    ),
  SEED_DEMO: flag
    .optional()
    .describe(
      'Make the demo tenant `zebra` when starting. Default: `true` with embedded PostgreSQL, else `false`.',
    ),
  ROLE: z
    .enum(['all', 'api', 'relay'])
    .default('all')
    .describe('`api` serves requests only, `relay` delivers events only, `all` does both.'),
});

export type Settings = z.infer<typeof settingsSchema>;
