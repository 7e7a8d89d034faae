import { USAGE_FIELDS as FIELDS } from './fields.mjs';
import { dashboard, dataView, lens, overTime, sum, top } from './objects.mjs';

const VIEW = 'toggle-usage';
const ASKED = sum('Evaluations', FIELDS.evaluations);
const IN_BULK = sum('In bulk answers', FIELDS.bulkEvaluations);

/** The data view and the dashboard of the feature log, in the order in which they refer to each other. */
export function featureLog() {
  return [
    dataView(VIEW, {
      title: 'toggle-usage-*',
      name: 'Toggle Service: feature log',
      timeFieldName: FIELDS.time,
    }),
    lens(
      'toggle-usage-flags-over-time',
      VIEW,
      'Evaluations by flag',
      overTime(FIELDS.time, { field: FIELDS.key, label: 'Flag', metric: ASKED }),
    ),
    lens(
      'toggle-usage-variants-over-time',
      VIEW,
      'Evaluations by variant',
      overTime(FIELDS.time, { field: FIELDS.variant, label: 'Variant', metric: ASKED }),
    ),
    lens('toggle-usage-flags', VIEW, 'Asked for most', top(FIELDS.key, 'Flag', ASKED)),
    lens('toggle-usage-bulk', VIEW, 'Most in bulk answers', top(FIELDS.key, 'Flag', IN_BULK)),
    lens('toggle-usage-sets', VIEW, 'Environments', top(FIELDS.flagSet, 'Environment', ASKED)),
    dashboard('toggle-usage', {
      title: 'feature log',
      description:
        'Which flags are evaluated, how often, to what. Filter by feature_flag.key, organization.name or flags.environment.',
      panels: [
        { id: 'toggle-usage-flags-over-time', type: 'lens', x: 0, y: 0, w: 24, h: 12 },
        { id: 'toggle-usage-variants-over-time', type: 'lens', x: 24, y: 0, w: 24, h: 12 },
        { id: 'toggle-usage-flags', type: 'lens', x: 0, y: 12, w: 16, h: 14 },
        { id: 'toggle-usage-bulk', type: 'lens', x: 16, y: 12, w: 16, h: 14 },
        { id: 'toggle-usage-sets', type: 'lens', x: 32, y: 12, w: 16, h: 14 },
      ],
    }),
  ];
}
