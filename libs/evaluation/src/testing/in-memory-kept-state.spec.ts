import { InMemoryKeptState } from './in-memory-kept-state';
import { keptStateContract } from './kept-state.contract';

describe('state kept in memory', () => {
  keptStateContract(() => Promise.resolve(new InMemoryKeptState()));
});
