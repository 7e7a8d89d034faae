import { dashboard, query, stat, table, timeseries } from './panels.mjs';

const JOB = 'job="toggle-service"';
const rate = (metric, labels = '') =>
  `rate(${metric}{${JOB}${labels === '' ? '' : `,${labels}`}}[$__rate_interval])`;
const sum = (by, expr) => (by === '' ? `sum(${expr})` : `sum by (${by}) (${expr})`);
const quantile = (q, by, metric) =>
  `histogram_quantile(${q}, ${sum(by === '' ? 'le' : `${by}, le`, rate(`${metric}_bucket`))})`;

const HTTP = 'http_request_duration_seconds';

/** Every dashboard there is, by the name of its file. `node tools/check-observability.mjs --write` renders them. */
export const dashboards = {
  overview: dashboard(
    'overview',
    'Overview',
    'Rate, errors and duration per route; what is down.',
    [
      stat('Requests', sum('', rate(`${HTTP}_count`)), { unit: 'reqps' }),
      stat('Errors (5xx)', 'job:http_errors:ratio_rate5m', {
        unit: 'percentunit',
        limits: [
          [0.001, 'orange'],
          [0.0144, 'red'],
        ],
      }),
      stat('p99', quantile(0.99, '', HTTP), {
        unit: 's',
        limits: [
          [0.1, 'orange'],
          [0.5, 'red'],
        ],
      }),
      stat('Processes', `sum(up{${JOB}})`, { description: 'Processes that answer Prometheus.' }),
      stat('Undelivered events', `max(outbox_pending{${JOB}})`, {
        limits: [
          [1000, 'orange'],
          [10000, 'red'],
        ],
      }),
      stat('Events given up', `max(outbox_dead{${JOB}})`, { limits: [[1, 'red']] }),
      timeseries(
        'Requests by status',
        [query(sum('status_class', rate(`${HTTP}_count`)), '{{status_class}}')],
        { unit: 'reqps', stack: true },
      ),
      timeseries(
        'Duration, all routes',
        [
          query(quantile(0.5, '', HTTP), 'p50'),
          query(quantile(0.95, '', HTTP), 'p95'),
          query(quantile(0.99, '', HTTP), 'p99'),
        ],
        { unit: 's' },
      ),
      table(
        'Routes, last 5 minutes',
        [
          { ...query('route:http_requests:rate5m', 'requests/s'), unit: 'reqps' },
          {
            ...query(
              `sum by (method, route) (rate(${HTTP}_count{${JOB},status_class="5xx"}[5m]))`,
              '5xx/s',
            ),
            unit: 'reqps',
          },
          { ...query('route:http_request_duration_seconds:p50_5m', 'p50'), unit: 's' },
          { ...query('route:http_request_duration_seconds:p99_5m', 'p99'), unit: 's' },
        ],
        { height: 10 },
      ),
      timeseries(
        'Slowest routes (p99)',
        [query('topk(8, route:http_request_duration_seconds:p99_5m)', '{{method}} {{route}}')],
        { unit: 's' },
      ),
      timeseries('In flight', [query(`http_requests_in_flight{${JOB}}`, '{{instance}}')]),
      timeseries('Flag changes', [query(sum('action', rate('flag_changes_total')), '{{action}}')], {
        unit: 'ops',
        stack: true,
      }),
      timeseries(
        'Stores',
        [
          query(`redis_up{${JOB}}`, 'redis, {{instance}}'),
          query(`elasticsearch_up{${JOB}}`, 'elasticsearch, {{instance}}'),
        ],
        {
          max: 1,
          description: '1: reachable, 0: lost. A store that is not configured has no line.',
        },
      ),
    ],
  ),

  limits: dashboard(
    'limits',
    'Rate limits and logins',
    'Who is let through, and by which limiter.',
    [
      stat('Refused', 'job:rate_limit_limited:ratio_rate5m', {
        unit: 'percentunit',
        limits: [
          [0.05, 'orange'],
          [0.2, 'red'],
        ],
      }),
      stat('Degraded processes', `sum(rate_limit_degraded{${JOB}})`, {
        limits: [[1, 'red']],
        description: 'Processes that count by themselves because Redis is lost.',
      }),
      stat('Refused logins', sum('', rate('auth_logins_total', 'outcome=~"failure|limited"')), {
        unit: 'ops',
        limits: [[1, 'orange']],
      }),
      timeseries(
        'Decisions',
        [
          query(
            sum('decision, source', rate('rate_limit_decisions_total')),
            '{{decision}} ({{source}})',
          ),
        ],
        { unit: 'ops', stack: true, width: 24 },
      ),
      timeseries('Degraded, by process', [query(`rate_limit_degraded{${JOB}}`, '{{instance}}')], {
        max: 1,
      }),
      timeseries('Logins', [query(sum('outcome', rate('auth_logins_total')), '{{outcome}}')], {
        unit: 'ops',
        stack: true,
      }),
    ],
  ),

  cache: dashboard(
    'cache',
    'Cache',
    'The cached flag lists: hits, misses, deletions after writes.',
    [
      stat('Hit ratio', 'job:feature_list_cache_hits:ratio_rate5m', {
        unit: 'percentunit',
        max: 1,
      }),
      stat(
        'Failed deletions',
        sum('', rate('feature_list_cache_invalidations_total', 'outcome="failure"')),
        { unit: 'ops', limits: [[0.001, 'red']] },
      ),
      stat('Redis', `min(redis_up{${JOB}})`, {
        description: '1: every process reaches it.',
      }),
      timeseries(
        'Look-ups',
        [query(sum('result', rate('feature_list_cache_requests_total')), '{{result}}')],
        { unit: 'ops', stack: true },
      ),
      timeseries(
        'Deletions after writes',
        [query(sum('outcome', rate('feature_list_cache_invalidations_total')), '{{outcome}}')],
        { unit: 'ops', stack: true },
      ),
    ],
  ),

  outbox: dashboard(
    'outbox',
    'Events and audit',
    'From the commit to the last reader of an event.',
    [
      stat('Pending', `max(outbox_pending{${JOB}})`, {
        limits: [
          [1000, 'orange'],
          [10000, 'red'],
        ],
      }),
      stat('Oldest', `max(outbox_oldest_age_seconds{${JOB}})`, {
        unit: 's',
        limits: [
          [10, 'orange'],
          [60, 'red'],
        ],
      }),
      stat('Given up', `max(outbox_dead{${JOB}})`, { limits: [[1, 'red']] }),
      stat('Elasticsearch', `min(elasticsearch_up{${JOB}})`, {
        description: '1: every process reaches it.',
      }),
      timeseries(
        'Events recorded',
        [query(sum('', rate('audit_events_recorded_total')), 'recorded')],
        {
          unit: 'ops',
        },
      ),
      timeseries(
        'Deliveries',
        [query(sum('sink, outcome', rate('outbox_delivered_total')), '{{sink}}: {{outcome}}')],
        { unit: 'ops', stack: true },
      ),
      timeseries('Pending and age', [
        query(`max(outbox_pending{${JOB}})`, 'pending'),
        query(`max(outbox_oldest_age_seconds{${JOB}})`, 'oldest (s)'),
      ]),
      timeseries(
        'Duration of a delivery',
        [
          query(quantile(0.5, 'sink', 'outbox_delivery_duration_seconds'), '{{sink}} p50'),
          query(quantile(0.99, 'sink', 'outbox_delivery_duration_seconds'), '{{sink}} p99'),
        ],
        { unit: 's' },
      ),
      timeseries(
        'Audit searches',
        [
          query(
            sum('source, outcome', rate('audit_search_requests_total')),
            '{{source}}: {{outcome}}',
          ),
        ],
        { unit: 'ops', stack: true },
      ),
      timeseries(
        'Refusals not recorded',
        [query(sum('', rate('audit_refusals_dropped_total')), 'dropped')],
        {
          unit: 'ops',
          description:
            'Refused requests are events, too, up to a cap that keeps an attack out of the record.',
        },
      ),
    ],
  ),

  evaluation: dashboard('evaluation', 'Evaluation', 'The path that applications ask on.', [
    stat('Requests', sum('', rate('evaluation_requests_total')), { unit: 'reqps' }),
    stat('Evaluations', sum('', rate('flag_evaluations_total')), { unit: 'ops' }),
    stat('Errors', sum('', rate('flag_evaluations_total', 'reason="ERROR"')), {
      unit: 'ops',
      limits: [[0.1, 'orange']],
    }),
    stat('Unconfirmed for', `max(evaluation_snapshots_unconfirmed_seconds{${JOB}})`, {
      unit: 's',
      limits: [
        [10, 'orange'],
        [60, 'red'],
      ],
      description: 'How long no store has confirmed that the flags in memory are the newest.',
    }),
    stat('Open streams', `sum(evaluation_streams_open{${JOB}})`),
    stat('Environments in memory', `sum(evaluation_environments_loaded{${JOB}})`),
    timeseries(
      'Requests',
      [query(sum('kind, status', rate('evaluation_requests_total')), '{{kind}} {{status}}')],
      { unit: 'reqps', stack: true },
    ),
    timeseries(
      'Evaluations by reason',
      [query(sum('reason', rate('flag_evaluations_total')), '{{reason}}')],
      { unit: 'ops', stack: true },
    ),
    timeseries(
      'Errors by kind',
      [query(sum('outcome', rate('flag_evaluations_total', 'reason="ERROR"')), '{{outcome}}')],
      { unit: 'ops' },
    ),
    timeseries('Refused by a limit', [
      query(sum('limit', rate('evaluation_limit_refusals_total')), '{{limit}}'),
      query(`sum(evaluation_limit_degraded{${JOB}})`, 'degraded processes'),
    ]),
    timeseries(
      'Leases of tokens',
      [query(sum('outcome', rate('evaluation_limit_leases_total')), '{{outcome}}')],
      {
        unit: 'ops',
        description:
          'Questions to Redis: far fewer than requests. Failed: each process limits alone.',
      },
    ),
    timeseries(
      'Snapshots loaded',
      [
        query(
          sum('occasion, outcome', rate('evaluation_snapshot_loads_total')),
          '{{occasion}}: {{outcome}}',
        ),
      ],
      { unit: 'ops' },
    ),
    timeseries(
      'Time to load a snapshot',
      [
        query(quantile(0.5, '', 'evaluation_snapshot_load_duration_seconds'), 'p50'),
        query(quantile(0.99, '', 'evaluation_snapshot_load_duration_seconds'), 'p99'),
      ],
      { unit: 's' },
    ),
    timeseries(
      'Snapshots served',
      [
        query(
          sum('status, encoding', rate('evaluation_snapshot_answers_total')),
          '{{status}} {{encoding}}',
        ),
        query(sum('outcome', rate('evaluation_deltas_total')), 'changes: {{outcome}}'),
      ],
      { unit: 'reqps' },
    ),
    timeseries(
      'Bytes of snapshots',
      [query(sum('encoding', rate('evaluation_snapshot_bytes_total')), '{{encoding}}')],
      { unit: 'Bps', stack: true },
    ),
    timeseries(
      'Kept on disk',
      [
        query(`sum(evaluation_runs_on_kept_state{${JOB}})`, 'processes that run on it'),
        query(sum('outcome', rate('evaluation_kept_writes_total')), 'written: {{outcome}}'),
      ],
      { description: 'SNAPSHOT_DIR: what a process starts from while every store is down.' },
    ),
    timeseries('Streams', [query(`evaluation_streams_open{${JOB}}`, '{{instance}}')]),
    timeseries(
      'Stream events and drops',
      [
        query(sum('', rate('evaluation_stream_events_total')), 'events'),
        query(sum('reason', rate('evaluation_streams_dropped_total')), 'dropped: {{reason}}'),
      ],
      { unit: 'ops' },
    ),
  ]),

  usage: dashboard('usage', 'Usage', 'What is told of evaluations, and what of it gets lost.', [
    stat('Evaluations reported', sum('', rate('telemetry_evaluations_total')), {
      unit: 'ops',
      description: 'By SDKs that evaluate by themselves.',
    }),
    stat('Evaluations not counted', sum('', rate('usage_evaluations_lost_total')), {
      unit: 'ops',
      limits: [[1, 'orange']],
    }),
    stat('Rows waiting', `max(usage_pending_rows{${JOB}})`, {
      limits: [
        [10000, 'orange'],
        [50000, 'red'],
      ],
      description: 'Counts that a process has not written yet. At 50,000 it takes no new ones.',
    }),
    stat('Clients waiting', `sum(connected_clients_pending{${JOB}})`, {
      description: 'Connected clients that are not written yet.',
    }),
    timeseries('Rows waiting, by process', [query(`usage_pending_rows{${JOB}}`, '{{instance}}')]),
    timeseries(
      'Reports of SDKs',
      [query(sum('status', rate('telemetry_requests_total')), '{{status}}')],
      { unit: 'reqps', stack: true },
    ),
    timeseries(
      'Lost',
      [
        query(sum('reason', rate('usage_evaluations_lost_total')), 'evaluations: {{reason}}'),
        query(sum('reason', rate('connected_clients_lost_total')), 'clients: {{reason}}'),
      ],
      {
        unit: 'ops',
        description:
          'Evaluations that are not counted: no room in memory, refused by the store for good, at the shutdown of a process while the store was away, or reported as lost by SDKs. Clients that find no room, in memory or in their environment.',
      },
    ),
    timeseries(
      'Events to OpenTelemetry',
      [
        query(sum('', rate('evaluation_events_sent_total')), 'sent'),
        query(sum('reason', rate('evaluation_events_lost_total')), 'lost: {{reason}}'),
      ],
      {
        unit: 'ops',
        description:
          'Only with OTEL_EXPORTER_OTLP_ENDPOINT. Lost: more than the budget, too many that wait, not taken by the collector.',
      },
    ),
  ]),

  process: dashboard(
    'process',
    'Processes',
    'Memory, event loop, connections: one line per process.',
    [
      table(
        'Running versions',
        [query(`count by (version) (toggle_build_info{${JOB}})`, 'processes')],
        { height: 5 },
      ),
      timeseries(
        'Resident memory',
        [query(`process_resident_memory_bytes{${JOB}}`, '{{instance}}')],
        {
          unit: 'bytes',
        },
      ),
      timeseries('Heap in use', [query(`nodejs_heap_size_used_bytes{${JOB}}`, '{{instance}}')], {
        unit: 'bytes',
      }),
      timeseries(
        'Processor',
        [query(`rate(process_cpu_seconds_total{${JOB}}[$__rate_interval])`, '{{instance}}')],
        { unit: 'percentunit', description: '1 is one core.' },
      ),
      timeseries(
        'Event loop lag, p99',
        [query(`nodejs_eventloop_lag_p99_seconds{${JOB}}`, '{{instance}}')],
        { unit: 's' },
      ),
      timeseries(
        'Connections to PostgreSQL',
        [query(sum('state', `postgres_pool_connections{${JOB}}`), '{{state}}')],
        { description: 'Waiting means that requests queue for a connection.' },
      ),
      timeseries(
        'Garbage collection',
        [query(sum('kind', rate('nodejs_gc_duration_seconds_sum')), '{{kind}}')],
        { unit: 'percentunit', description: 'Share of one core.' },
      ),
    ],
  ),
};
