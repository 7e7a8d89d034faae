export { applyDelta } from './apply-delta';
export { recompile } from './recompile';
