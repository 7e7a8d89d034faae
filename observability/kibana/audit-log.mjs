import { AUDIT_FIELDS as FIELDS } from './fields.mjs';
import { count, dashboard, dataView, lens, overTime, search, top } from './objects.mjs';

const VIEW = 'toggle-audit';
const EVENTS = count('Events');
const COLUMNS = [
  'tenant',
  'action',
  'environment',
  'key',
  'revision',
  'actor',
  'outcome',
  'requestId',
];

/** The data view, the search and the dashboard of the audit log, in the order in which they refer to each other. */
export function auditLog() {
  return [
    dataView(VIEW, {
      title: 'toggle-audit-*',
      name: 'Toggle Service: audit log',
      timeFieldName: FIELDS.time,
    }),
    search('toggle-audit-events', VIEW, {
      title: 'audit events',
      columns: COLUMNS.map((name) => FIELDS[name]),
      timeField: FIELDS.time,
    }),
    lens(
      'toggle-audit-over-time',
      VIEW,
      'Events over time',
      overTime(FIELDS.time, { field: FIELDS.action, label: 'Action', metric: EVENTS }),
    ),
    lens('toggle-audit-actors', VIEW, 'Who changes most', top(FIELDS.actor, 'Actor', EVENTS)),
    lens('toggle-audit-keys', VIEW, 'What changes most', top(FIELDS.key, 'Flag', EVENTS)),
    dashboard('toggle-audit', {
      title: 'audit log',
      description: 'Who changed what, when. The record itself is in PostgreSQL (audit_events).',
      panels: [
        { id: 'toggle-audit-over-time', type: 'lens', x: 0, y: 0, w: 48, h: 10 },
        { id: 'toggle-audit-actors', type: 'lens', x: 0, y: 10, w: 24, h: 12 },
        { id: 'toggle-audit-keys', type: 'lens', x: 24, y: 10, w: 24, h: 12 },
        { id: 'toggle-audit-events', type: 'search', x: 0, y: 22, w: 48, h: 24 },
      ],
    }),
  ];
}
