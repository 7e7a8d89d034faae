import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

interface Collection {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}

/**
 * Gives back what the start has left behind. Loading the program makes 150 MB of garbage, and an idle
 * process would keep it for as long as it lives: 210 MB resident, instead of 140 after this. It stops
 * the process for about 0.2 s, so it belongs right behind the start, before traffic comes.
 */
export function releaseStartupGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (collection: Collection) => void;
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
