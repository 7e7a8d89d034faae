import { KeptState } from './kept-state';

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Without `SNAPSHOT_DIR` nothing is kept. */
export class NothingKept extends KeptState {
  override readonly enabled = false;
  override readonly findKeys = nothing;
  override readonly saveKeys = nothing;
  override readonly findSigningKeys = nothing;
  override readonly saveSigningKeys = nothing;
  override readonly findConfirmedAt = nothing;
  override readonly saveConfirmedAt = nothing;
  override readonly findEnvironment = nothing;
  override readonly saveEnvironment = nothing;
  override readonly removeEnvironment = nothing;

  override listEnvironments(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
