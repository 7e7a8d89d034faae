import { InMemorySnapshotCache } from './in-memory-snapshot.cache';
import { snapshotCacheContract } from './snapshot-cache.contract';

describe('snapshots in memory', () => snapshotCacheContract(() => new InMemorySnapshotCache()));
