/**
 * Holds observability/ together: what dashboards and rules ask for exists, what exists is shown,
 * generated files are those that their sources make, every alert has its runbook.
 *
 *   node tools/check-observability.mjs [--write] [--metrics FILE|URL]
 *
 * --write    renders dashboards and Kibana objects from their sources first
 * --metrics  compares with a real /metrics answer as well
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dashboards } from '../observability/grafana/dashboards.mjs';
import { fieldPaths } from '../observability/kibana/mapping.mjs';
import { savedObjects } from '../observability/kibana/saved-objects.mjs';
import { readRules } from '../observability/prometheus/rules.mjs';
import { familiesOf, familyOf, namesOf } from '../observability/promql.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const HOME = join(ROOT, 'observability');
const COMMON_LABELS = new Set(['job', 'instance', 'le', 'kind', '__name__']);
/** prom-client's own metrics: about the process, not about us. */
const DEFAULT_METRIC = /^(process|nodejs)_/;
const PROMETHEUS_OWN = new Set(['up']);

const { values: options } = parseArgs({
  options: { metrics: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const complaints = [];
const notes = [];
const complain = (sentence) => complaints.push(sentence);

const promised = JSON.parse(readFileSync(join(HOME, 'metrics.json'), 'utf8'));
const rules = readRules(join(HOME, 'prometheus/rules'));

for (const [file, content] of generated()) compareOrWrite(file, content);
checkExpressions();
checkRunbooks();
checkKibana();
checkProvisioning();
if (options.metrics !== undefined) await checkExposition(options.metrics);
runPromtool();

for (const note of notes) console.log(note);
for (const complaint of complaints) console.error(`✗ ${complaint}`);
console.log(
  `observability: ${Object.keys(dashboards).length} dashboards, ${rules.length} rules, ` +
    `${Object.keys(promised).length} metrics, ${complaints.length} complaints`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;

function generated() {
  const grafana = Object.entries(dashboards).map(([name, dashboard]) => [
    join(HOME, 'grafana/dashboards', `${name}.json`),
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]);
  const kibana = Object.entries(savedObjects).map(([name, { objects }]) => [
    join(HOME, 'kibana', `${name}.ndjson`),
    `${objects.map((object) => JSON.stringify(object)).join('\n')}\n`,
  ]);
  return [...grafana, ...kibana];
}

function compareOrWrite(file, content) {
  if (options.write) writeFileSync(file, content);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
    complain(`${file.slice(ROOT.length + 1)} is not what its source makes: run with --write.`);
  }
}

function expressions() {
  const panels = Object.entries(dashboards).flatMap(([name, { panels: list }]) =>
    list.flatMap(({ title, targets }) =>
      targets.map(({ expr }) => ({ where: `${name}.json, "${title}"`, expression: expr })),
    ),
  );
  return [
    ...panels,
    ...rules.map(({ file, name, expression }) => ({ where: `${file}, ${name}`, expression })),
  ];
}

function checkExpressions() {
  const families = new Map(Object.entries(promised));
  const recorded = new Set(rules.filter(({ alert }) => !alert).map(({ name }) => name));
  for (const { where, expression } of expressions()) {
    if (expression === '') complain(`${where}: no expression on one line.`);
    const { metrics, labels } = namesOf(expression);
    const known = new Set(COMMON_LABELS);
    for (const metric of metrics) {
      if (recorded.has(metric) || PROMETHEUS_OWN.has(metric) || DEFAULT_METRIC.test(metric))
        continue;
      const family = familyOf(metric, families);
      if (family === undefined) complain(`${where}: there is no metric ${metric}.`);
      else promised[family].labels.forEach((label) => known.add(label));
    }
    if (metrics.some((metric) => recorded.has(metric))) continue;
    for (const label of labels) {
      if (!known.has(label)) complain(`${where}: ${metrics.join(', ')} has no label ${label}.`);
    }
  }
  const used = new Set(expressions().flatMap(({ expression }) => namesOf(expression).metrics));
  const usedFamilies = new Set([...used].map((name) => familyOf(name, families)));
  for (const name of families.keys()) {
    if (!usedFamilies.has(name)) complain(`${name} is in no dashboard and no rule.`);
  }
}

function checkRunbooks() {
  const guide = join(ROOT, 'docs/operations.md');
  const text = existsSync(guide) ? readFileSync(guide, 'utf8') : '';
  const anchors = new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
  for (const { name, alert, runbook } of rules) {
    if (!alert) continue;
    const anchor = runbook?.split('#')[1];
    if (anchor === undefined || !anchors.has(anchor))
      complain(`${name} has no runbook (${runbook}).`);
  }
}

function checkKibana() {
  for (const { objects, fields, template } of Object.values(savedObjects)) {
    checkObjects(objects);
    const paths = fieldPaths(readFileSync(join(ROOT, template), 'utf8'));
    for (const field of Object.values(fields)) {
      if (!paths.has(field)) complain(`Kibana shows ${field}, which ${template} does not have.`);
    }
  }
}

function checkObjects(objects) {
  const ids = new Set(objects.map(({ type, id }) => `${type}/${id}`));
  for (const { type, id, attributes, references } of objects) {
    for (const reference of references) {
      if (!ids.has(`${reference.type}/${reference.id}`)) {
        complain(
          `Kibana ${type}/${id} refers to ${reference.type}/${reference.id}, which is not there.`,
        );
      }
    }
    for (const [name, value] of Object.entries(attributes)) {
      if (name.endsWith('JSON') && !isJson(value))
        complain(`Kibana ${type}/${id}: ${name} is no JSON.`);
    }
  }
}

function checkProvisioning() {
  const file = join(HOME, 'grafana/provisioning/datasources/prometheus.yml');
  if (!/^ +uid: prometheus$/m.test(readFileSync(file, 'utf8'))) {
    complain('Grafana: the dashboards expect a data source with the uid "prometheus".');
  }
}

async function checkExposition(source) {
  const text = /^https?:/.test(source)
    ? await (await fetch(source)).text()
    : readFileSync(source, 'utf8');
  const real = familiesOf(text);
  for (const [name, { type, optional }] of Object.entries(promised)) {
    if (!real.has(name)) {
      if (optional === undefined) complain(`/metrics does not have ${name}.`);
    } else if (real.get(name) !== type) complain(`${name} is a ${real.get(name)}, not a ${type}.`);
  }
  for (const name of real.keys()) {
    if (!DEFAULT_METRIC.test(name) && promised[name] === undefined) {
      complain(`/metrics has ${name}, which observability/metrics.json does not know.`);
    }
  }
  for (const name of new Set(
    expressions().flatMap(({ expression }) => namesOf(expression).metrics),
  )) {
    if (DEFAULT_METRIC.test(name) && familyOf(name, real) === undefined) {
      complain(`/metrics does not have ${name}, which is asked for.`);
    }
  }
}

function runPromtool() {
  const folder = join(HOME, 'prometheus');
  const tests = readdirSync(join(folder, 'tests')).map((file) => join(folder, 'tests', file));
  for (const args of [
    ['check', 'config', join(folder, 'prometheus.yml')],
    ['test', 'rules', ...tests],
  ]) {
    try {
      execFileSync('promtool', args, { stdio: 'pipe', encoding: 'utf8' });
    } catch (error) {
      if (error.code === 'ENOENT') {
        notes.push('note: promtool is not installed; configuration and rules not checked by it.');
        return;
      }
      complain(`promtool ${args[0]} ${args[1]}:\n${error.stdout}${error.stderr}`);
    }
  }
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
