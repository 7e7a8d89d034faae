import { register } from 'prom-client';

/** The metric of this name, made when it is first asked for: several applications may live in one test process. */
export function metric<T>(name: string, make: (name: string) => T): T {
  return (register.getSingleMetric(name) as T | undefined) ?? make(name);
}
