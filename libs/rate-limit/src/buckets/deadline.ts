/** The other side did not answer in time. */
export class DeadlineExceeded extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'DeadlineExceeded';
  }
}

/**
 * `work`, or a rejection once `ms` have gone by; what `work` does later is ignored. A process that
 * was busy for longer than `ms` reads what has arrived meanwhile before it gives up.
 * @throws DeadlineExceeded
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    setImmediate(() => late.reject(new DeadlineExceeded(ms)));
  }, ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
