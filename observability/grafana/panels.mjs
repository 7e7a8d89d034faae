/** The few kinds of panel that the dashboards are made of. Grafana's grid is 24 columns wide. */
const DATASOURCE = { type: 'prometheus', uid: 'prometheus' };
const OK = { color: 'green', value: null };

/** `expr` is PromQL; `legend` names a series by its labels, e.g. `{{route}}`. */
export function query(expr, legend = '') {
  return { expr, legend };
}

/** Lines over time. `options.unit` is Grafana's name of it: reqps, s, bytes, percentunit, short. */
export function timeseries(title, queries, options = {}) {
  return panel('timeseries', title, queries, {
    ...options,
    fieldConfig: {
      defaults: {
        ...defaults(options),
        custom: {
          fillOpacity: options.stack ? 30 : 8,
          lineWidth: 1,
          showPoints: 'never',
          stacking: { mode: options.stack ? 'normal' : 'none' },
        },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  });
}

/** One figure. `options.limits` are `[value, colour]` pairs from which on it is no longer green. */
export function stat(title, expr, options = {}) {
  return panel('stat', title, [query(expr)], {
    width: 4,
    height: 4,
    ...options,
    fieldConfig: { defaults: defaults(options), overrides: [] },
    options: {
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      colorMode: 'value',
      graphMode: 'area',
    },
  });
}

/** The latest values, one row per set of labels; the columns are the queries, named by their legends. */
export function table(title, queries, options) {
  const names = queries.map(({ legend }, index) => [`Value #${refId(index)}`, legend]);
  return panel('table', title, queries, {
    width: 24,
    ...options,
    instant: true,
    fieldConfig: {
      defaults: {},
      overrides: queries.map(({ legend, unit }) => ({
        matcher: { id: 'byName', options: legend },
        properties: [{ id: 'unit', value: unit ?? 'short' }],
      })),
    },
    options: { sortBy: [{ displayName: queries[0].legend, desc: true }] },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, __name__: true },
          renameByName: Object.fromEntries(names),
        },
      },
    ],
  });
}

/** A dashboard whose panels flow from left to right and top to bottom. */
export function dashboard(uid, title, description, panels) {
  return {
    uid: `toggle-${uid}`,
    title: `Toggle Service / ${title}`,
    description,
    tags: ['toggle-service'],
    schemaVersion: 41,
    version: 1,
    editable: false,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    timezone: 'browser',
    links: [
      {
        type: 'dashboards',
        title: 'Toggle Service',
        tags: ['toggle-service'],
        asDropdown: true,
        keepTime: true,
      },
    ],
    templating: { list: [] },
    annotations: { list: [] },
    panels: flow(panels),
  };
}

function panel(type, title, queries, { description, width, height, instant, ...rest }) {
  const { fieldConfig, options, transformations } = rest;
  return {
    type,
    title,
    description: description ?? '',
    datasource: DATASOURCE,
    gridPos: { h: height ?? 8, w: width ?? 12 },
    targets: queries.map(({ expr, legend }, index) => ({
      refId: refId(index),
      datasource: DATASOURCE,
      expr,
      ...(instant ? { instant: true, format: 'table' } : { legendFormat: legend || '__auto' }),
    })),
    fieldConfig,
    options,
    ...(transformations ? { transformations } : {}),
  };
}

function defaults({ unit = 'short', limits = [], min = 0, max }) {
  const steps = [OK, ...limits.map(([value, color]) => ({ color, value }))];
  return {
    unit,
    min,
    ...(max === undefined ? {} : { max }),
    thresholds: { mode: 'absolute', steps },
  };
}

function refId(index) {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function flow(panels) {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return panels.map((each, index) => {
    const { w, h } = each.gridPos;
    if (x + w > 24) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const placed = { ...each, id: index + 1, gridPos: { x, y, w, h } };
    x += w;
    rowHeight = Math.max(rowHeight, h);
    return placed;
  });
}
