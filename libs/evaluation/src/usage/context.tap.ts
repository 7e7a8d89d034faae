import { Injectable } from '@nestjs/common';
import type { EvaluationContext } from '@app/flag-engine';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** Hears of each context that is evaluated; must neither keep nor change it, nor take long. */
export type ContextListener = (ref: EnvironmentRef, context: EvaluationContext) => void;

/** Where contexts can be listened to, environment by environment. While nobody listens a request pays a comparison. */
@Injectable()
export class ContextTap {
  private readonly listeners = new Map<string, ContextListener>();

  /** Tells whoever listens. */
  note(ref: EnvironmentRef, context: EvaluationContext): void {
    if (this.listeners.size === 0) return;
    this.listeners.get(ref.environmentId)?.(ref, context);
  }

  /**
   * Listens to an environment, in the place of whoever did before.
   * @returns ends it
   */
  listen(environmentId: string, listener: ContextListener): () => void {
    this.listeners.set(environmentId, listener);
    return () => {
      if (this.listeners.get(environmentId) === listener) this.listeners.delete(environmentId);
    };
  }
}
