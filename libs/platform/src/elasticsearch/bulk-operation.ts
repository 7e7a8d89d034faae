/** One document of a bulk request, as the lines that say so. */
export interface BulkOperation {
  readonly id: string;
  readonly lines: readonly [action: string, document: string];
  readonly bytes: number;
}

/** @param document is written once here, and once only */
export function bulkOperation(index: string, id: string, document: object): BulkOperation {
  const lines = [
    JSON.stringify({ create: { _index: index, _id: id } }),
    JSON.stringify(document),
  ] as const;
  return { id, lines, bytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) };
}

/** In order, in requests of at most `mostBytes`; a document that is larger goes alone. */
export function inRequests(
  operations: readonly BulkOperation[],
  mostBytes: number,
): BulkOperation[][] {
  const requests: BulkOperation[][] = [];
  let room = 0;
  for (const operation of operations) {
    const last = requests.at(-1);
    if (last === undefined || operation.bytes > room) {
      requests.push([operation]);
      room = mostBytes - operation.bytes;
    } else {
      last.push(operation);
      room -= operation.bytes;
    }
  }
  return requests;
}
