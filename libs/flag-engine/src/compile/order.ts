/** Keys with what each of them stands on, of those among the keys. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** A graph laid out so that everything comes after what it stands on. */
export interface Order {
  readonly sorted: readonly string[];
  /** Of every key in a cycle, the cycle: `a`, `b`, `c`, `a`. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
}

/** A key whose neighbours are being visited. */
interface Visit {
  readonly key: string;
  readonly index: number;
  low: number;
  next: number;
}

/** Sorts a graph and finds its cycles (Tarjan's algorithm, without recursion: chains may be long). */
export function orderOf(graph: Graph): Order {
  const finder = new ComponentFinder(graph);
  for (const key of graph.keys()) finder.visit(key);
  const cycles = new Map<string, readonly string[]>();
  for (const component of finder.components) {
    const [first = ''] = component;
    if (component.length === 1 && !graph.get(first)?.includes(first)) continue;
    const members = new Set(component);
    // In the order of their names, so that a cycle is told the same whatever else there is.
    for (const key of component.sort()) {
      if (cycles.has(key)) continue;
      const cycle = cycleThrough(key, members, graph);
      for (const member of cycle) if (!cycles.has(member)) cycles.set(member, cycle);
    }
  }
  return { sorted: finder.components.flat(), cycles };
}

/** Finds strongly connected components, each after those that it stands on. */
class ComponentFinder {
  readonly components: string[][] = [];
  private readonly indices = new Map<string, number>();
  private readonly stack: string[] = [];
  private readonly onStack = new Set<string>();

  constructor(private readonly graph: Graph) {}

  visit(start: string): void {
    if (this.indices.has(start)) return;
    const open: Visit[] = [this.enter(start)];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const neighbour = this.graph.get(top.key)?.[top.next];
      top.next += 1;
      if (neighbour === undefined) {
        open.pop();
        this.leave(top, open.at(-1));
      } else if (this.graph.has(neighbour)) {
        const index = this.indices.get(neighbour);
        if (index === undefined) open.push(this.enter(neighbour));
        else if (this.onStack.has(neighbour)) top.low = Math.min(top.low, index);
      }
    }
  }

  private enter(key: string): Visit {
    const index = this.indices.size;
    this.indices.set(key, index);
    this.stack.push(key);
    this.onStack.add(key);
    return { key, index, low: index, next: 0 };
  }

  private leave(done: Visit, parent: Visit | undefined): void {
    if (parent !== undefined) parent.low = Math.min(parent.low, done.low);
    if (done.low !== done.index) return;
    const component = this.stack.splice(this.stack.lastIndexOf(done.key));
    for (const key of component) this.onStack.delete(key);
    this.components.push(component);
  }
}

/** The shortest way from a key back to itself. */
function cycleThrough(start: string, members: ReadonlySet<string>, graph: Graph): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const key of queue) {
    for (const next of graph.get(key) ?? []) {
      if (next === start) return pathTo(key, start, cameFrom);
      if (!members.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, key);
      queue.push(next);
    }
  }
  return [start];
}

function pathTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [start];
  for (
    let key: string | undefined = end;
    key !== undefined && key !== start;
    key = cameFrom.get(key)
  ) {
    path.push(key);
  }
  return [start, ...path.slice(1).reverse(), start];
}
