import {
  type CompiledSnapshot,
  compile,
  type Snapshot,
  type SnapshotDelta,
} from '@app/flag-engine';
import { applyDelta, recompile } from '@app/flag-engine/delta';
import { hashes } from '@app/flag-engine/hashes';
import { operators } from '@app/flag-engine/operators';
import { changedFlags } from './changed-flags';

/** What became of a document that was offered. */
export type Taking =
  /** It is what answers are made of now; `flags` are the keys whose answers may be others. */
  | { readonly kind: 'applied'; readonly flags: readonly string[] }
  /** It says what is known already, or less. */
  | { readonly kind: 'known' }
  /** A delta from a state that is not the present one: the present state must be asked for. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Whose state is expected; anything where a member is absent. */
export interface Expected {
  readonly tenant?: string | undefined;
  readonly environment?: string | undefined;
}

const SCHEMA = 1;

/**
 * The environment that answers are made of. It only moves forward: a lower revision of the present epoch, or an epoch
 * that was left, never replaces it.
 */
export class EnvironmentState {
  private present: Snapshot | undefined;
  private compiledPresent: CompiledSnapshot | undefined;
  private readonly leftEpochs = new Set<string>();

  constructor(private readonly expected: Expected = {}) {}

  /** Ready to be evaluated; `undefined` before the first snapshot. */
  get compiled(): CompiledSnapshot | undefined {
    return this.compiledPresent;
  }

  /** Tenant, environment, epoch and revision of the present state. */
  get snapshot(): Snapshot | undefined {
    return this.present;
  }

  /** Applies a document if it leads forward. Takes milliseconds per thousand flags that changed. */
  take(document: Snapshot | SnapshotDelta): Taking {
    const reason = this.reasonAgainst(document);
    if (reason !== undefined) return { kind: 'refused', reason };
    if (this.knows(document)) return { kind: 'known' };
    if (!isDelta(document)) return this.replace(document);
    const { present } = this;
    if (present?.epoch !== document.epoch || present.revision !== document.since) {
      return { kind: 'gap' };
    }
    return this.replace(applyDelta(present, document));
  }

  private reasonAgainst({ schema, tenant, environment }: Snapshot | SnapshotDelta) {
    // A newer service may send a later schema.
    if ((schema as number) !== SCHEMA) return `it is of schema ${schema}, not ${SCHEMA}`;
    const wanted = { ...this.expected, ...this.own() };
    if (wanted.tenant !== undefined && wanted.tenant !== tenant) {
      return `it is of tenant "${tenant}", not "${wanted.tenant}"`;
    }
    if (wanted.environment !== undefined && wanted.environment !== environment) {
      return `it is of environment "${environment}", not "${wanted.environment}"`;
    }
    return undefined;
  }

  /** An API key is bound to one environment, so the first one stays the only one. */
  private own(): Expected {
    if (this.present === undefined) return {};
    return { tenant: this.present.tenant, environment: this.present.environment };
  }

  private knows({ epoch, revision }: Snapshot | SnapshotDelta): boolean {
    if (this.leftEpochs.has(epoch)) return true;
    return epoch === this.present?.epoch && revision <= this.present.revision;
  }

  private replace(next: Snapshot): Taking {
    const previous = this.compiledPresent;
    const compiled =
      previous === undefined ? compile(next, { operators, hashes }) : recompile(previous, next);
    if (this.present !== undefined && this.present.epoch !== next.epoch) {
      this.leftEpochs.add(this.present.epoch);
    }
    this.present = next;
    this.compiledPresent = compiled;
    return { kind: 'applied', flags: changedFlags(previous, compiled) };
  }
}

function isDelta(document: Snapshot | SnapshotDelta): document is SnapshotDelta {
  return 'since' in document;
}
