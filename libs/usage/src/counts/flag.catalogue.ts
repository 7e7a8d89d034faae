import type { EnvironmentName } from '@app/kernel';

/** A flag as it is listed. */
export interface ListedFlag {
  readonly key: string;
  readonly name: string | undefined;
  readonly enabled: boolean;
  /** In this environment; epoch milliseconds. */
  readonly createdAt: number;
  /** Flags of the environment that need this one's answer. */
  readonly requiredBy: readonly string[];
}

/** The flags there are: another room's, which only the application knows. */
export abstract class FlagCatalogue {
  /** By key. @throws EnvironmentNotFound */
  abstract list(tenantId: string, environment: EnvironmentName): Promise<readonly ListedFlag[]>;
}
