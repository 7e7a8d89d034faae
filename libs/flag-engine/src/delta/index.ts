export { applyDelta } from './apply-delta';
