/** How many mutants of a report ended how. Static ones are counted as ignored. */
export function scoreOf(report) {
  const count = { killed: 0, timeout: 0, survived: 0, uncovered: 0, ignored: 0, errors: 0 };
  for (const { status } of mutantsOf(report)) count[NAMES[status] ?? 'errors'] += 1;
  return count;
}

/** The mutants that no test noticed, as `file:line kind: replacement`. */
export function survivorsOf(report) {
  return mutantsOf(report)
    .filter(({ status }) => !['Killed', 'Timeout', 'Ignored'].includes(status))
    .map(({ file, status, mutatorName, original, replacement, location: { start } }) => {
      const change = `${oneLine(original)} → ${oneLine(replacement)}`;
      return `${status} ${file}:${start.line}:${start.column} ${mutatorName}: ${change}`;
    });
}

/** A row for each part and one for all: share killed of all that could have been. */
export function table(rows) {
  const all = Object.fromEntries(
    COLUMNS.map((column) => [column, rows.reduce((sum, row) => sum + row[column], 0)]),
  );
  const lines = [...rows, { part: 'all', ...all }].map((row) =>
    [
      row.part.padEnd(14),
      ...COLUMNS.map((column) => pad(row[column])),
      pad(percent(row).toFixed(1)),
    ].join(''),
  );
  return [['part'.padEnd(14), ...[...COLUMNS, '% killed'].map(pad)].join(''), ...lines].join('\n');
}

/** A mutant that runs without end is found by that; one that no test reaches is not. */
export function percent({ killed, timeout, survived, uncovered }) {
  const found = killed + timeout;
  return (100 * found) / (found + survived + uncovered);
}

const NAMES = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'uncovered',
  Ignored: 'ignored',
};
const COLUMNS = ['killed', 'timeout', 'survived', 'uncovered', 'ignored', 'errors'];
const pad = (cell) => String(cell).padStart(11);

function mutantsOf({ files }) {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file, original: cut(source, mutant.location) })),
  );
}

function cut(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join('\n');
}

const oneLine = (text) => text.replace(/\s+/g, ' ').slice(0, 100);
