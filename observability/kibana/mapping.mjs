/**
 * The field paths that an index template's source declares: `name: fields({ … })` nests, anything else
 * is a field. Reads the source, so that the check needs no build.
 * @returns {Set<string>}
 */
export function fieldPaths(source) {
  const body = source.slice(
    source.indexOf('MAPPINGS'),
    source.indexOf('\n};', source.indexOf('MAPPINGS')),
  );
  const paths = new Set();
  const parents = [];
  for (const [, group, close, field] of body.matchAll(
    /(\w+): fields\(\{|(\}\))|'?(@?\w+)'?: (?:keyword|stored|\{ type)/g,
  )) {
    if (group !== undefined) parents.push(group);
    else if (close !== undefined) parents.pop();
    else paths.add([...parents, field].join('.'));
  }
  return paths;
}
