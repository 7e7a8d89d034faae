import uPlot from 'uplot';
import { INTERVAL_MS } from '../usage-period';
import type { UsageSeries } from './usage-series';
import { compactCount, tickWords } from '../usage-words';

const HEIGHT_PX = 190;
const AXIS_PX = { time: 26, count: 46 };
/** The last time stands at the edge, and half of it beyond. */
const HALF_A_TIME_PX = 20;
/** A bar is no wider than this, however few there are. */
const WIDEST_BAR_PX = 44;
const SHARE_OF_INTERVAL = 0.82;
const ROOM_ABOVE = 1.08;
const FONT = '11px system-ui, sans-serif';
/** Steps of the axis of counts, which are whole. */
const WHOLE_STEPS = Array.from({ length: 13 }, (_, power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power),
).flat();

interface Chart {
  readonly series: UsageSeries;
  readonly colours: ReadonlyMap<string | null, string>;
  readonly width: number;
  readonly onPoint: (place: number | undefined) => void;
}

/** Stacked bars, each as wide as its interval and beginning where it begins. */
export function chartOptions({ series, colours, width, onPoint }: Chart): uPlot.Options {
  const { starts, interval, variants } = series;
  const seconds = INTERVAL_MS[interval] / 1_000;
  const first = (starts[0] ?? 0) / 1_000;
  const bars = uPlot.paths.bars?.({ size: [SHARE_OF_INTERVAL, WIDEST_BAR_PX], align: 1 });
  return {
    width,
    height: HEIGHT_PX,
    padding: [8, HALF_A_TIME_PX, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: false, y: false },
      dataIdx: (_chart, _series, _nearest, at) => Math.floor((at - first) / seconds),
    },
    scales: {
      x: { time: true, range: [first, first + starts.length * seconds] },
      y: { range: (_chart, _least, most) => [0, Math.max(1, most * ROOM_ABOVE)] },
    },
    axes: [
      {
        ...axis(),
        grid: { show: false },
        values: (_chart, at) => at.map((s) => words(s)),
        size: AXIS_PX.time,
      },
      {
        ...axis(),
        incrs: WHOLE_STEPS,
        values: (_chart, at) => at.map(compactCount),
        size: AXIS_PX.count,
      },
    ],
    series: [
      {},
      ...variants.map(({ variant }) => ({
        width: 0,
        fill: colour(colours.get(variant) ?? '--app-faint'),
        points: { show: false },
        ...(bars !== undefined && { paths: bars }),
      })),
    ],
    ...(interval === 'day' && { tzDate: (s: number) => uPlot.tzDate(new Date(s * 1_000), 'UTC') }),
    hooks: {
      setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)],
    },
  };

  function words(s: number): string {
    return tickWords(s * 1_000, interval);
  }
}

function axis(): uPlot.Axis {
  return {
    stroke: colour('--app-muted'),
    font: FONT,
    grid: { stroke: colour('--app-border'), width: 1 },
    ticks: { show: false },
  };
}

/** What a custom property of the page is at present: a canvas knows none. */
function colour(property: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}
