import type { Audience } from '@app/evaluation';

/** What one report may claim. */
export interface ReportingLimits {
  /** Evaluations of one flag to one variant in one minute. */
  readonly mostPerEntry: number;
  /** Evaluations of the whole report. */
  readonly mostPerReport: number;
  readonly mostUnknown: number;
  /** Contexts that are looked at for the sample of the environment. */
  readonly mostContexts: number;
  /** Whether variants that the flag does not have are counted: a server may be a revision behind. */
  readonly takesForeignVariants: boolean;
}

/**
 * A page counts what one person does. Whoever opens a browser's tools has its key and can claim
 * anything, so that a claim is worth no more than a busy page.
 */
export const REPORTING_LIMITS: Readonly<Record<Audience, ReportingLimits>> = {
  server: {
    mostPerEntry: 1_000_000_000,
    mostPerReport: 10_000_000_000,
    mostUnknown: 200,
    mostContexts: 20,
    takesForeignVariants: true,
  },
  client: {
    mostPerEntry: 10_000,
    mostPerReport: 50_000,
    mostUnknown: 20,
    mostContexts: 1,
    takesForeignVariants: false,
  },
};
