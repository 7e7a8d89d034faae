import fc from 'fast-check';
import type { FlagMetadata, JsonValue } from '@openfeature/server-sdk';
import type { EvaluationContext, Flag, Segment } from '@app/flag-engine';
import { ToggleProvider } from '@app/openfeature-server';
import { eventually } from '@app/testing';
import { anyContext, anyEnvironment } from '../../../libs/flag-engine/src/testing/arbitraries';
import { type Client, register } from './support/client';
import { KeepAliveClient } from './support/keep-alive.client';
import { useApp } from './support/use-app';

/** `npm run test:differential` asks for 100,000. */
const PAIRS = Number(process.env['DIFFERENTIAL_PAIRS'] ?? 2_000);
const SEED = 20_261_125;
/** Random environments of up to three flags and two segments each that make up one. */
const GROUPS = 2;
const CONTEXTS_PER_ROUND = Math.min(250, Math.ceil(PAIRS / 40));
const TIMEOUT_MS = 900_000;
const TENANT = 'differential';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** An answer, wherever it comes from. */
interface Answer {
  readonly value?: unknown;
  readonly variant?: unknown;
  readonly reason?: unknown;
  readonly errorCode?: unknown;
  readonly metadata?: unknown;
}

/** A flag for a context, asked in every way that there is. */
interface Pair {
  readonly key: string;
  readonly context: EvaluationContext;
}

describe('one flag, one context', () => {
  const app = useApp('embedded', {
    RATE_LIMIT_BURST: '10000000',
    RATE_LIMIT_SUSTAINED_PER_SEC: '1000000',
  });
  let owner: Client;
  let provider: ToggleProvider;
  let ofrep: KeepAliveClient;
  let management: KeepAliveClient;
  const disagreements: unknown[] = [];
  const flags = new Set<string>();
  const seen = { pairs: 0, failedByOff: 0, reasons: new Map<unknown, number>() };

  const newKey = async (scope: string) => {
    const { body } = await owner.post('/api-keys', {
      tenant: TENANT,
      env: 'dev',
      name: scope,
      scope,
    });
    return (body as { secret: string }).secret;
  };

  beforeAll(async () => {
    owner = await register(() => app.url, TENANT);
    const apiKey = await newKey('evaluate:server');
    ofrep = new KeepAliveClient(app.url, { 'X-API-Key': apiKey }, 16);
    management = new KeepAliveClient(app.url, { 'X-API-Key': await newKey('manage') }, 16);
    provider = new ToggleProvider({ url: app.url, apiKey, logger: silent });
    await provider.initialize();
  });
  afterAll(async () => {
    await provider.shutdown();
    ofrep.close();
    management.close();
  });

  it(
    'has one answer: of the SDK, of OFREP, single and bulk, and of the explanation',
    async () => {
      for (let round = 0; seen.pairs < PAIRS; round += 1) {
        await write(environmentOf(round), round);
        for (const contexts of inFours(contextsOf(round))) {
          if (seen.pairs >= PAIRS) break;
          await Promise.all(contexts.map((context) => compareAll(context, round)));
        }
      }
      console.info(`${seen.pairs} pairs of ${flags.size} flags`, {
        ...Object.fromEntries(seen.reasons),
        'DEFAULT because another flag is off': seen.failedByOff,
      });
      expect(disagreements.slice(0, 5)).toEqual([]);
      expect(seen.reasons.size).toBeGreaterThanOrEqual(5);
      expect(seen.reasons.get('DISABLED')).toBeGreaterThan(0);
      expect(seen.failedByOff).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  /** Compares every flag of the environment for a context. */
  async function compareAll(context: EvaluationContext, round: number): Promise<void> {
    const bulk = await answersInBulk(context);
    const found = await Promise.all([...bulk.keys()].map((key) => compare({ key, context }, bulk)));
    disagreements.push(...found.filter((each) => each !== undefined));
    for (const [key, { reason, metadata }] of bulk) {
      flags.add(`${round}/${key}`);
      seen.reasons.set(reason, (seen.reasons.get(reason) ?? 0) + 1);
      const asked = (metadata as FlagMetadata | undefined)?.['prerequisite'];
      if (bulk.get(String(asked))?.reason === 'DISABLED') seen.failedByOff += 1;
    }
    seen.pairs += bulk.size;
  }

  /** What differs for a pair; `undefined` where all agree. */
  async function compare(pair: Pair, bulk: ReadonlyMap<string, Answer>) {
    const [local, single, explained] = await Promise.all([
      locally(pair),
      bySingle(pair),
      byExplanation(pair),
    ]);
    const all = { local, single, explained, bulk: bulk.get(pair.key) };
    const [first, ...others] = Object.values(all).map(written);
    return others.every((each) => each === first) ? undefined : { ...pair, ...all };
  }

  async function locally({ key, context }: Pair): Promise<Answer> {
    const given = context as never;
    const details = key.endsWith('-text')
      ? await provider.resolveStringEvaluation(key, 'default', given)
      : await provider.resolveBooleanEvaluation(key, false, given);
    const { value, variant, reason, errorCode, flagMetadata } = details;
    return {
      ...(variant !== undefined && { value }),
      variant,
      reason,
      errorCode,
      metadata: flagMetadata,
    };
  }

  async function bySingle({ key, context }: Pair): Promise<Answer> {
    return fromOfrep(await ofrep.post(`/ofrep/v1/evaluate/flags/${key}`, { context }));
  }

  async function answersInBulk(context: EvaluationContext): Promise<Map<string, Answer>> {
    const { flags } = await ofrep.post('/ofrep/v1/evaluate/flags', { context });
    const items = (flags as Record<string, unknown>[]).filter(({ key }) => key !== 'round');
    return new Map(items.map((item) => [String(item['key']), fromOfrep(item)]));
  }

  async function byExplanation({ key, context }: Pair): Promise<Answer> {
    const body = { tenant: TENANT, env: 'dev', key, context };
    const { result } = await management.post('/features/explain', body);
    const { flagMetadata, ...answer } = result as Answer & { flagMetadata: unknown };
    return { ...answer, metadata: flagMetadata };
  }

  /** Writes an environment over the former one and waits until everybody has it, the SDK by its stream. */
  async function write({ flags, segments }: RandomEnvironment, round: number): Promise<void> {
    const address = { tenant: TENANT, env: 'dev' };
    await accepted(segments, (segment) => owner.post('/segments', { ...address, ...segment }));
    await accepted(flags, ({ version: _, ...flag }) =>
      owner.post('/features', { ...address, ...flag }),
    );
    const sentinel = { name: 'now', value: round };
    await owner.post('/features', {
      ...{ ...address, key: 'round', enabled: true, valueType: 'number' },
      ...{ variants: [sentinel], strategy: { type: 'boolean' } },
    });
    await eventually(async () => {
      expect((await ofrep.post('/ofrep/v1/evaluate/flags/round', {}))['value']).toBe(round);
      expect((await provider.resolveNumberEvaluation('round', -1, {})).value).toBe(round);
    });
  }
});

interface RandomEnvironment {
  readonly flags: readonly Flag[];
  readonly segments: readonly Segment[];
}

/**
 * Several random environments in one, each with names of its own; every other one has texts for values. In every other
 * round the flags that others ask are off.
 */
function environmentOf(round: number): RandomEnvironment {
  const groups = fc.sample(anyEnvironment, { seed: SEED + round, numRuns: GROUPS });
  const switched = round % 2 === 0 ? groups : groups.map(askedOff);
  const renamed = switched.map((group, index) =>
    index % 2 === 0 ? rename(group, `${index}`, '') : asText(rename(group, `${index}`, '-text')),
  );
  return {
    flags: renamed.flatMap(({ flags }) => flags),
    segments: renamed.flatMap(({ segments }) => segments),
  };
}

function contextsOf(round: number): readonly EvaluationContext[] {
  return fc.sample(anyContext, { seed: SEED - round, numRuns: CONTEXTS_PER_ROUND });
}

function askedOff({ flags, segments }: RandomEnvironment): RandomEnvironment {
  const asked = new Set<unknown>();
  JSON.stringify(flags, (member, value: JsonValue) => {
    if (member === 'flag') asked.add(value);
    return value;
  });
  const switched = flags.map((flag) => (asked.has(flag.key) ? { ...flag, enabled: false } : flag));
  return { segments, flags: switched };
}

/** Puts a group's mark on every key and every reference to one. */
function rename(group: RandomEnvironment, mark: string, ending: string): RandomEnvironment {
  const marked = (name: string): string => `g${mark}-${name}${ending}`;
  return JSON.parse(JSON.stringify(group), (member, value: JsonValue) =>
    ['key', 'flag', 'segment'].includes(member) && typeof value === 'string'
      ? marked(value)
      : value,
  ) as RandomEnvironment;
}

function asText({ flags, segments }: RandomEnvironment): RandomEnvironment {
  const variants = [
    { name: 'on', value: 'yes' },
    { name: 'off', value: '' },
  ];
  return { segments, flags: flags.map((flag) => ({ ...flag, valueType: 'string', variants })) };
}

/** Writes what can be written, in whatever order that needs: cycles and references to what is missing are refused. */
async function accepted<Item>(
  items: readonly Item[],
  write: (item: Item) => Promise<{ readonly status: number }>,
): Promise<void> {
  let open = [...items].reverse();
  for (let before = Infinity; open.length > 0 && open.length < before;) {
    before = open.length;
    const refused: Item[] = [];
    for (const item of open) {
      if ((await write(item)).status >= 400) refused.push(item);
    }
    open = refused;
  }
}

/** OFREP has an empty variant where there is none. */
function fromOfrep({
  value,
  variant,
  reason,
  errorCode,
  metadata,
}: Record<string, unknown>): Answer {
  const failed = errorCode !== undefined;
  return {
    value,
    variant: variant === '' ? undefined : variant,
    reason: failed ? 'ERROR' : reason,
    errorCode,
    metadata,
  };
}

function written(answer: Answer | undefined): string {
  const { value, variant, reason, errorCode, metadata } = answer ?? {};
  const sorted = Object.entries(metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([value, variant, reason, errorCode, sorted]);
}

function inFours<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / 4) }, (_, index) =>
    items.slice(index * 4, index * 4 + 4),
  );
}
