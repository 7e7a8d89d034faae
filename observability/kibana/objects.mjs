const LAYER = 'layer';

/** The indices that a set of objects looks at, under the id that those objects name. */
export function dataView(id, { title, name, timeFieldName }) {
  return object('index-pattern', id, '8.0.0', { title, name, timeFieldName });
}

/** A list of documents, newest first. `columns` are fields. */
export function search(id, view, { title, columns, timeField }) {
  return object(
    'search',
    id,
    '8.0.0',
    {
      title: `Toggle Service: ${title}`,
      description: 'Newest first.',
      columns,
      sort: [[timeField, 'desc']],
      kibanaSavedObjectMeta: { searchSourceJSON: searchSource() },
    },
    [reference('kibanaSavedObjectMeta.searchSourceJSON.index', 'index-pattern', view)],
  );
}

function searchSource() {
  return JSON.stringify({
    query: { language: 'kuery', query: '' },
    filter: [],
    indexRefName: 'kibanaSavedObjectMeta.searchSourceJSON.index',
  });
}

/** A chart: stacked bars of a metric per value of a field and interval. */
export function overTime(timeField, { field, label, size = 10, metric }) {
  return {
    visualizationType: 'lnsXY',
    columns: {
      time: {
        label: 'Time',
        dataType: 'date',
        operationType: 'date_histogram',
        sourceField: timeField,
        isBucketed: true,
        scale: 'interval',
        params: { interval: 'auto', includeEmptyRows: true, dropPartials: false },
      },
      split: terms(field, label, size),
      count: metric,
    },
    columnOrder: ['split', 'time', 'count'],
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
          splitAccessor: 'split',
          accessors: ['count'],
        },
      ],
    },
  };
}

/** A table of the values of a field that have most of a metric. */
export function top(field, label, metric) {
  return {
    visualizationType: 'lnsDatatable',
    columns: { value: terms(field, label, 15), count: metric },
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

/** How many documents there are. */
export function count(label) {
  return {
    label,
    dataType: 'number',
    operationType: 'count',
    sourceField: '___records___',
    isBucketed: false,
    scale: 'ratio',
    params: {},
  };
}

/** The sum of a field. */
export function sum(label, field) {
  return {
    label,
    dataType: 'number',
    operationType: 'sum',
    sourceField: field,
    isBucketed: false,
    scale: 'ratio',
    params: { emptyAsNull: true },
  };
}

/** A chart or table as an object of its own. */
export function lens(id, view, title, { visualizationType, columns, columnOrder, visualization }) {
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
    [reference(`indexpattern-datasource-layer-${LAYER}`, 'index-pattern', view)],
  );
}

/** Panels by their place on a grid that is 48 columns wide. */
export function dashboard(id, { title, description, panels }) {
  return object(
    'dashboard',
    id,
    '8.9.0',
    {
      title: `Toggle Service: ${title}`,
      description,
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
    panels.map((panel) => reference(`${panel.id}:panel_${panel.id}`, panel.type, panel.id)),
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
