import { FIELDS } from './fields.mjs';

const DATA_VIEW = 'toggle-audit';
const INDICES = 'toggle-audit-*';
const LAYER = 'layer';

/** The data view, the search and the dashboard of the audit log, in the order in which they refer to each other. */
export function savedObjects() {
  return [
    dataView(),
    search(),
    lens('toggle-audit-over-time', 'Events over time', overTime()),
    lens('toggle-audit-actors', 'Who changes most', top(FIELDS.actor, 'Actor')),
    lens('toggle-audit-keys', 'What changes most', top(FIELDS.key, 'Flag')),
    dashboard([
      { id: 'toggle-audit-over-time', type: 'lens', x: 0, y: 0, w: 48, h: 10 },
      { id: 'toggle-audit-actors', type: 'lens', x: 0, y: 10, w: 24, h: 12 },
      { id: 'toggle-audit-keys', type: 'lens', x: 24, y: 10, w: 24, h: 12 },
      { id: 'toggle-audit-events', type: 'search', x: 0, y: 22, w: 48, h: 24 },
    ]),
  ];
}

function dataView() {
  return object('index-pattern', DATA_VIEW, '8.0.0', {
    title: INDICES,
    name: 'Toggle Service: audit log',
    timeFieldName: FIELDS.time,
  });
}

function search() {
  const columns = [
    'tenant',
    'action',
    'environment',
    'key',
    'revision',
    'actor',
    'outcome',
    'requestId',
  ];
  return object(
    'search',
    'toggle-audit-events',
    '8.0.0',
    {
      title: 'Toggle Service: audit events',
      description: 'Newest first.',
      columns: columns.map((name) => FIELDS[name]),
      sort: [[FIELDS.time, 'desc']],
      kibanaSavedObjectMeta: { searchSourceJSON: searchSource() },
    },
    [reference('kibanaSavedObjectMeta.searchSourceJSON.index', 'index-pattern', DATA_VIEW)],
  );
}

function searchSource() {
  return JSON.stringify({
    query: { language: 'kuery', query: '' },
    filter: [],
    indexRefName: 'kibanaSavedObjectMeta.searchSourceJSON.index',
  });
}

/** A chart: stacked bars of events per action and interval. */
function overTime() {
  return {
    visualizationType: 'lnsXY',
    columns: {
      time: {
        label: 'Time',
        dataType: 'date',
        operationType: 'date_histogram',
        sourceField: FIELDS.time,
        isBucketed: true,
        scale: 'interval',
        params: { interval: 'auto', includeEmptyRows: true, dropPartials: false },
      },
      action: terms(FIELDS.action, 'Action', 10),
      count: count(),
    },
    columnOrder: ['action', 'time', 'count'],
    visualization: {
      preferredSeriesType: 'bar_stacked',
      legend: { isVisible: true, position: 'right' },
      valueLabels: 'hide',
      layers: [
        {
          layerId: LAYER,
          layerType: 'data',
          seriesType: 'bar_stacked',
          xAccessor: 'time',
          splitAccessor: 'action',
          accessors: ['count'],
        },
      ],
    },
  };
}

/** A table of the most frequent values of a field. */
function top(field, label) {
  return {
    visualizationType: 'lnsDatatable',
    columns: { value: terms(field, label, 15), count: count() },
    columnOrder: ['value', 'count'],
    visualization: {
      layerId: LAYER,
      layerType: 'data',
      columns: [{ columnId: 'value' }, { columnId: 'count' }],
    },
  };
}

function terms(field, label, size) {
  return {
    label,
    dataType: 'string',
    operationType: 'terms',
    sourceField: field,
    isBucketed: true,
    scale: 'ordinal',
    params: {
      size,
      orderBy: { type: 'column', columnId: 'count' },
      orderDirection: 'desc',
      otherBucket: true,
      missingBucket: false,
    },
  };
}

function count() {
  return {
    label: 'Events',
    dataType: 'number',
    operationType: 'count',
    sourceField: '___records___',
    isBucketed: false,
    scale: 'ratio',
    params: {},
  };
}

function lens(id, title, { visualizationType, columns, columnOrder, visualization }) {
  const layers = { [LAYER]: { columns, columnOrder, incompleteColumns: {} } };
  return object(
    'lens',
    id,
    '8.9.0',
    {
      title: `Toggle Service: ${title}`,
      visualizationType,
      state: {
        datasourceStates: { formBased: { layers } },
        visualization,
        query: { language: 'kuery', query: '' },
        filters: [],
        internalReferences: [],
        adHocDataViews: {},
      },
    },
    [reference(`indexpattern-datasource-layer-${LAYER}`, 'index-pattern', DATA_VIEW)],
  );
}

function dashboard(panels) {
  return object(
    'dashboard',
    'toggle-audit',
    '8.9.0',
    {
      title: 'Toggle Service: audit log',
      description: 'Who changed what, when. The record itself is in PostgreSQL (audit_events).',
      timeRestore: true,
      timeFrom: 'now-7d',
      timeTo: 'now',
      refreshInterval: { pause: true, value: 60000 },
      optionsJSON: JSON.stringify({ useMargins: true, syncCursor: true, hidePanelTitles: false }),
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({
          query: { language: 'kuery', query: '' },
          filter: [],
        }),
      },
      panelsJSON: JSON.stringify(panels.map(panelOf)),
    },
    panels.map(({ id, type }) => reference(`${id}:panel_${id}`, type, id)),
  );
}

function panelOf({ id, type, x, y, w, h }) {
  return {
    type,
    panelIndex: id,
    panelRefName: `panel_${id}`,
    gridData: { x, y, w, h, i: id },
    embeddableConfig: { enhancements: {} },
  };
}

function object(type, id, typeMigrationVersion, attributes, references = []) {
  return {
    type,
    id,
    attributes,
    references,
    managed: false,
    coreMigrationVersion: '8.8.0',
    typeMigrationVersion,
  };
}

function reference(name, type, id) {
  return { name, type, id };
}
