import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import type { Environment, OwnedEnvironment } from '../domain/environment';

/** How many things of one kind there are in an environment. */
export interface Holding {
  /** For people: `flag`. */
  readonly kind: string;
  readonly count: number;
}

/** What another room keeps in environments, and what is to become of it when one is deleted. */
export interface EnvironmentResident {
  /** What people have made there by hand and would lose: it has to be deleted first. */
  holdings?(tx: Tx, environment: Environment): Promise<readonly Holding[]>;

  /** Ends what must not outlive the environment, in the transaction that deletes it. */
  leave?(tx: Tx, owned: OwnedEnvironment): Promise<void>;

  /** The deletion is committed. Never throws. */
  left?(): Promise<void>;
}

/** The rooms that keep something in environments. Each says so when the application starts. */
@Injectable()
export class EnvironmentResidents {
  private readonly residents: EnvironmentResident[] = [];

  add(resident: EnvironmentResident): void {
    this.residents.push(resident);
  }

  /** All that is in the way of a deletion; nothing of which there is none. */
  async holdings(tx: Tx, environment: Environment): Promise<Holding[]> {
    const all: Holding[] = [];
    for (const resident of this.residents) {
      all.push(...((await resident.holdings?.(tx, environment)) ?? []));
    }
    return all.filter(({ count }) => count > 0);
  }

  async leave(tx: Tx, owned: OwnedEnvironment): Promise<void> {
    for (const resident of this.residents) await resident.leave?.(tx, owned);
  }

  async left(): Promise<void> {
    await Promise.all(this.residents.map(async (resident) => resident.left?.()));
  }
}
