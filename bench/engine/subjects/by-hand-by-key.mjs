import { create as byHand } from './by-hand.mjs';

/** The closures of by-hand, each found by the key of its flag: what no evaluator can do without. */
export async function create() {
  const subject = await byHand();
  const flags = new Map(Object.entries(subject.cases));
  const evaluate = (key, context) => flags.get(key)(context);
  const caseOf = (key) => [key, (context) => evaluate(key, context)];
  return { ...subject, cases: Object.fromEntries([...flags.keys()].map(caseOf)) };
}
