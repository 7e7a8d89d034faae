export { DependentProcess, type DependentProcessOptions } from './dependent-process';
export { freePort } from './free-port';
