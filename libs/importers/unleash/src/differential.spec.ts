import { compile, evaluate } from '@app/flag-engine';
import { hashes } from '@app/flag-engine/hashes';
import { operators } from '@app/flag-engine/operators';
import { type Context, Unleash } from 'unleash-client';
import { fromUnleash } from './from-unleash';
import { Random } from './testing/random';
import { randomContext, randomFeature, randomSegments } from './testing/random-features';
import { toContext, toUnleashAnswer } from './to-context';

/** Features × contexts: 100,000 answers of each kind. */
const FEATURES = 500;
const CONTEXTS = 200;

describe('flags that moved in from Unleash', () => {
  const random = new Random(20261125);
  const segments = randomSegments(random);
  const features = Array.from({ length: FEATURES }, (_, index) => randomFeature(random, index));
  const contexts = Array.from({ length: CONTEXTS }, () => randomContext(random));
  const imported = fromUnleash({ features, segments });
  const flags = imported.flags.map((flag) => ({ ...flag, version: 1 }));
  const compiled = compile({ flags, segments: imported.segments }, { hashes, operators });
  let unleash: Unleash;

  beforeAll(async () => {
    unleash = new Unleash({
      appName: 'differential',
      url: 'http://127.0.0.1:1/api',
      bootstrap: { data: features as never, segments: segments as never },
      refreshInterval: 0,
      disableMetrics: true,
      skipInstanceCountWarning: true,
    });
    unleash.on('error', () => undefined);
    unleash.on('warn', () => undefined);
    await new Promise((resolve) => unleash.once('ready', resolve));
  });
  afterAll(() => unleash.destroy());

  it('give 100,000 answers, with not one that differs from those of unleash-client', () => {
    const differences: unknown[] = [];
    for (const { name } of features) {
      for (const context of contexts) {
        const theirs = unleash.getVariant(name, context as Context);
        const now = Date.parse(context.currentTime as string);
        const ours = toUnleashAnswer(evaluate(compiled, name, toContext(context), now));
        const same =
          ours.name === theirs.name &&
          ours.enabled === theirs.enabled &&
          ours.feature_enabled === theirs.feature_enabled &&
          ours.payload?.value === theirs.payload?.value;
        if (!same) differences.push({ name, context, theirs, ours });
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it('are a fair mixture of on, off and variants', () => {
    const answers = features.map(({ name }) =>
      toUnleashAnswer(evaluate(compiled, name, toContext(contexts[0] ?? {}), 0)),
    );
    const share = (of: (answer: (typeof answers)[number]) => boolean) =>
      answers.filter(of).length / answers.length;
    expect(share(({ feature_enabled }) => feature_enabled)).toBeGreaterThan(0.2);
    expect(share(({ feature_enabled }) => !feature_enabled)).toBeGreaterThan(0.2);
    expect(share(({ enabled }) => enabled)).toBeGreaterThan(0.1);
  });
});
