import { getClient, PollingMode, User } from '@configcat/sdk/node';
import { ALLOWED, CASES, CONDITIONS, contexts } from '../cases.mjs';

const { plans, countries, age, suffix, version } = CONDITIONS;
const served = (value, id) => ({
  v: typeof value === 'boolean' ? { b: value } : { s: value },
  i: id,
});
const on = served(true, 'on');
const off = served(false, 'off');
const user = (a, c, rest) => ({ u: { a, c, ...rest } });

export const config = {
  p: { u: 'http://127.0.0.1:1', r: 0, s: 'salt' },
  f: {
    boolean: { t: 0, ...on },
    rollout: {
      t: 0,
      ...off,
      p: [
        { p: 30, ...on },
        { p: 70, ...off },
      ],
    },
    'allow-list': { t: 0, ...off, r: [{ c: [user('Identifier', 0, { l: ALLOWED })], s: on }] },
    'five-conditions': {
      t: 0,
      ...off,
      r: [
        {
          c: [
            user('plan', 0, { l: plans }),
            user('country', 0, { l: countries }),
            user('age', 15, { d: age }),
            user('email', 32, { l: [suffix] }),
            user('version', 9, { s: version }),
          ],
          s: on,
        },
      ],
    },
    'three-variants': {
      t: 1,
      ...served('A', 'a'),
      p: [
        { p: 50, ...served('A', 'a') },
        { p: 30, ...served('B', 'b') },
        { p: 20, ...served('C', 'c') },
      ],
    },
  },
};

/** No request leaves: the configuration comes from a cache. */
export async function create() {
  const payload = `${Date.now()}\n"etag"\n${JSON.stringify(config)}`;
  const key = `configcat-sdk-1/${'0'.repeat(22)}/${'0'.repeat(22)}`;
  const client = getClient(key, PollingMode.ManualPoll, {
    cache: { get: () => payload, set() {} },
    offline: true,
    logger: { level: -1, log() {} },
  });
  await client.waitForReady();
  const snapshot = client.snapshot();
  return {
    contexts: contexts(
      ({ targetingKey, ...attributes }) => new User(targetingKey, undefined, undefined, attributes),
    ),
    cases: Object.fromEntries(
      CASES.map((flag) => [
        flag,
        (context) =>
          snapshot.getValueDetails(flag, flag === 'three-variants' ? '' : false, context),
      ]),
    ),
    on: (result) => result.value,
    close: () => client.dispose(),
  };
}
