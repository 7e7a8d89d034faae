import { DomainError } from '@app/kernel';
import type { ValueType } from '@app/flag-engine';
import { inWords, type Reference } from './reference';

/** The environment has no such flag. */
export class FlagNotFound extends DomainError {
  static readonly code = 'flag.not_found';
  readonly code = FlagNotFound.code;

  constructor(key: string, environment: string) {
    super(`There is no flag "${key}" in "${environment}".`, { key, environment });
  }
}

/** Another environment of the tenant holds the flag with another value type. */
export class FlagValueTypeTaken extends DomainError {
  static readonly code = 'flag.value_type_taken';
  readonly code = FlagValueTypeTaken.code;

  constructor(key: string, taken: { valueType: ValueType; environments: readonly string[] }) {
    const places = taken.environments.map((name) => `"${name}"`).join(', ');
    super(
      `"${key}" is a ${taken.valueType} flag in ${places}; the value type must agree between environments.`,
      { key, valueType: taken.valueType, environments: [...taken.environments] },
    );
  }
}

/** Flags or segments that stay depend on what was to be deleted, or on a variant that was to go. */
export class StillInUse extends DomainError {
  static readonly code = 'flag.in_use';
  readonly code = StillInUse.code;

  constructor(
    readonly what: Reference,
    usedBy: readonly Reference[],
  ) {
    super(`${inWords([what])} is used by ${inWords(usedBy)}; change that first.`, {
      kind: what.kind,
      key: what.key,
      usedBy: usedBy.map(({ kind, key }) => ({ kind, key })),
    });
  }
}
