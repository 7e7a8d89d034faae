import { OpenFeature } from '@openfeature/server-sdk';
import { CASES } from '../../engine/cases.mjs';

/**
 * A subject as an application sees it that uses the OpenFeature API. Other libraries get the thinnest provider there can be:
 * it hands their answer on as it is, and finds the context in the shape that they want under `own`.
 */
export async function throughApi(subject) {
  const provider = subject.provider ?? thinProvider(subject);
  await OpenFeature.setProviderAndWait(provider);
  const client = OpenFeature.getClient();
  const boolean = (key) => (context) => client.getBooleanDetails(key, false, context);
  const string = (key) => (context) => client.getStringDetails(key, '', context);
  const isOwn = subject.provider !== undefined;
  return {
    asynchronous: true,
    contexts: isOwn ? subject.contexts : subject.contexts.map((own) => ({ own })),
    cases: Object.fromEntries(
      CASES.map((key) => [key, key === 'three-variants' ? string(key) : boolean(key)]),
    ),
    on: (details) => details.value,
    close: () => subject.close?.(),
  };
}

function thinProvider({ cases, on }) {
  const resolve = async (key, _default, { own }) => {
    const result = await cases[key](own);
    return { value: on(result) };
  };
  return {
    metadata: { name: 'thin' },
    runsOn: 'server',
    resolveBooleanEvaluation: resolve,
    resolveStringEvaluation: resolve,
  };
}
