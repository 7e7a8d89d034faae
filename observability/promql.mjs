/** Words of PromQL that look like metric names. */
const KEYWORDS = new Set([
  'and',
  'or',
  'unless',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'offset',
  'bool',
  'inf',
  'nan',
]);

/**
 * The metrics that an expression reads, each with the labels it selects or groups by.
 * Not a parser: it strips what cannot be a name and takes what is left, which is enough for
 * expressions without subqueries over label functions.
 * @returns {{ metrics: string[], labels: string[] }}
 */
export function namesOf(expression) {
  const labels = [];
  const withoutStrings = expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  const withoutMatchers = withoutStrings.replaceAll(/\{([^}]*)\}/g, (_, matchers) => {
    labels.push(
      ...[...matchers.matchAll(/([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)/g)].map(([, name]) => name),
    );
    return ' ';
  });
  const withoutGroups = withoutMatchers.replaceAll(
    /\b(by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g,
    (_, _word, list) => {
      labels.push(
        ...list
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      );
      return ' ';
    },
  );
  const withoutRanges = withoutGroups.replaceAll(/\[[^\]]*\]/g, ' ');
  const metrics = [...withoutRanges.matchAll(/[a-zA-Z_:][\w:]*(?!\s*\(|[\w:])/g)]
    .map(([name]) => name)
    .filter((name) => !KEYWORDS.has(name.toLowerCase()));
  return { metrics: [...new Set(metrics)], labels: [...new Set(labels)] };
}

/** The name under which a histogram or summary is declared: without `_bucket`, `_count`, `_sum`. */
export function familyOf(name, families) {
  if (families.has(name)) return name;
  const base = name.replace(/_(bucket|count|sum)$/, '');
  return families.has(base) ? base : undefined;
}

/** The metric families of a `/metrics` answer: name to type. */
export function familiesOf(exposition) {
  return new Map(
    [...exposition.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name, type]) => [name, type]),
  );
}
