import { Injectable } from '@nestjs/common';
import { InvalidRequest, type Tx } from '@app/kernel';
import type { Environment } from '@app/tenancy';
import { type EnvironmentState, isKnown, merged, nothingKnown } from '../domain/environment-state';
import { referencesOf } from '../domain/needs';
import type { PromotionRequest } from '../domain/promotion';
import type { PromotionEnds } from '../domain/promotion-candidates';
import type { Reference } from '../domain/reference';
import { EnvironmentStore } from './environment.store';

/** The two environments of a promotion, locked or looked at in one transaction. */
export interface PromotionRoute {
  readonly from: Environment;
  readonly to: Environment;
}

/** Reads as much of both ends as a promotion reaches: the chosen flags and all that they stand on. */
@Injectable()
export class PromotionReader {
  constructor(private readonly store: EnvironmentStore) {}

  /** @throws InvalidRequest naming chosen keys that the source does not have */
  async read(
    tx: Tx,
    { from, to }: PromotionRoute,
    { keys }: Pick<PromotionRequest, 'keys'>,
  ): Promise<PromotionEnds> {
    const roots = keys ?? (await this.store.flagKeys(tx, from));
    const source = await this.closure(tx, from, roots);
    if (keys !== undefined) requireAll(keys, source);
    const references = [...knownReferences(source)];
    const ids = references.filter(({ kind }) => kind === 'segment').map(({ key }) => ({ key }));
    const target = await this.store.read(tx, to, { references, ids, usersOf: [], elsewhere: [] });
    return { source, target };
  }

  private async closure(
    tx: Tx,
    environment: Environment,
    keys: readonly string[],
  ): Promise<EnvironmentState> {
    let state = nothingKnown(environment.name);
    let open: Reference[] = keys.map((key) => ({ kind: 'flag', key }));
    while (open.length > 0) {
      const ids = open.filter(({ kind }) => kind === 'segment').map(({ key }) => ({ key }));
      const needs = { references: open, ids, usersOf: [], elsewhere: [] };
      state = merged(state, await this.store.read(tx, environment, needs));
      open = unknownBelow(state);
    }
    return state;
  }
}

function unknownBelow(state: EnvironmentState): Reference[] {
  const named = [...state.flags.values(), ...state.segments.values()].flatMap(({ config }) =>
    referencesOf(config),
  );
  return named.filter((reference) => !isKnown(state, reference));
}

function* knownReferences({ flags, segments }: EnvironmentState): Generator<Reference> {
  for (const key of flags.keys()) yield { kind: 'flag', key };
  for (const key of segments.keys()) yield { kind: 'segment', key };
}

function requireAll(keys: readonly string[], { name, flags }: EnvironmentState): void {
  const problems = keys.flatMap((key, index) =>
    flags.has(key)
      ? []
      : [{ pointer: `#/keys/${index}`, detail: `There is no flag "${key}" in "${name}".` }],
  );
  if (problems.length > 0) throw new InvalidRequest(problems);
}
