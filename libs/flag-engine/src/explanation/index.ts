export { explain } from './explain';
export type { Explanation, Step } from './explanation';
