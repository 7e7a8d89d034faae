import type { LoggerOptions } from 'pino';

const INFO = 30;
/** Parts of Nest that list every module and every route when the application starts. */
const LISTING = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver']);

/** Puts the hundred lines with which Nest starts at `debug`: whoever looks for them finds them there. */
export const quietBoot: NonNullable<LoggerOptions['hooks']> = {
  logMethod(args, method, level) {
    if (level === INFO && isListing(args[0])) this.debug(...args);
    else method.apply(this, args);
  },
};

function isListing(line: unknown): boolean {
  if (typeof line !== 'object' || line === null || !('context' in line)) return false;
  return typeof line.context === 'string' && LISTING.has(line.context);
}
