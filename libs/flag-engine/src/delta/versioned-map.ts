/**
 * A map whose next version costs what changes, not what it holds. The newest version has the entries; each older one
 * what it had otherwise, and the way to the next newer. So reading the newest is reading a `Map`, older ones stay what
 * they were, and none holds on to those before it. Values are never `undefined`.
 */
export class VersionedMap<Value> implements ReadonlyMap<string, Value> {
  readonly size: number;
  private own: Map<string, Value> | undefined;
  private newer: VersionedMap<Value> | undefined;
  /** Of an older version: what it has where the next newer one has something else; `undefined` is nothing. */
  private otherwise: ReadonlyMap<string, Value | undefined> = new Map();

  private constructor(entries: Map<string, Value>) {
    this.own = entries;
    this.size = entries.size;
  }

  /** The first version: a copy. */
  static of<Value>(entries: ReadonlyMap<string, Value>): VersionedMap<Value> {
    return new VersionedMap(new Map(entries));
  }

  /**
   * The next version. In the order of iteration what is replaced keeps its place and what is new comes last. A second
   * next version of the same one costs a copy of all.
   *
   * @param changes what is new or replaced, and `undefined` for what is taken out
   */
  with(changes: ReadonlyMap<string, Value | undefined>): VersionedMap<Value> {
    if (changes.size === 0) return this;
    const entries = this.entriesOf();
    const otherwise = new Map<string, Value | undefined>();
    for (const key of changes.keys()) otherwise.set(key, entries.get(key));
    apply(changes, entries);
    const next = new VersionedMap(entries);
    this.own = undefined;
    this.newer = next;
    this.otherwise = otherwise;
    return next;
  }

  get(key: string): Value | undefined {
    return this.own === undefined ? this.getOlder(key) : this.own.get(key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  keys(): MapIterator<string> {
    return this.entriesOf().keys();
  }

  values(): MapIterator<Value> {
    return this.entriesOf().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.entriesOf().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  private getOlder(key: string): Value | undefined {
    const [newest, older] = this.wayToNewest();
    const version = older.find(({ otherwise }) => otherwise.has(key));
    return version === undefined ? newest.get(key) : version.otherwise.get(key);
  }

  /** An older version that is read as a whole, or gets another next one, gets entries of its own. */
  private entriesOf(): Map<string, Value> {
    if (this.own !== undefined) return this.own;
    const [newest, older] = this.wayToNewest();
    const entries = new Map(newest);
    for (const { otherwise } of older.reverse()) apply(otherwise, entries);
    this.own = entries;
    this.newer = undefined;
    this.otherwise = new Map();
    return entries;
  }

  /** Of an older version: the entries of the newest, and which ones to go back over from there, this one first. */
  private wayToNewest(): [Map<string, Value>, VersionedMap<Value>[]] {
    const older: VersionedMap<Value>[] = [this];
    let version = this.newer;
    for (; version !== undefined && version.own === undefined; version = version.newer) {
      older.push(version);
    }
    return [version?.own ?? new Map<string, Value>(), older];
  }
}

function apply<Value>(
  changes: ReadonlyMap<string, Value | undefined>,
  entries: Map<string, Value>,
): void {
  for (const [key, value] of changes) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
}
