import type { estypes } from '@elastic/elasticsearch';

const MONTH = /^(\d{4})\.(\d{2})$/;

/** Names of the indices that hold documents of one kind: one per month of the documents' time. */
export class MonthlyIndex {
  /** @param name what all of them begin with, such as `toggle-audit` */
  constructor(readonly name: string) {}

  /** All months. */
  get pattern(): string {
    return `${this.name}-*`;
  }

  /**
   * The index of a document. It depends on the document alone, so that a repeated delivery meets its
   * own first copy: an `_id` is unique within one index only.
   * @param time RFC 3339, UTC
   */
  of(time: string): string {
    return `${this.name}-${time.slice(0, 4)}.${time.slice(5, 7)}`;
  }

  /** When the month of an index is over, in epoch milliseconds; `undefined` for an index that is none of these. */
  endOf(index: string): number | undefined {
    if (!index.startsWith(`${this.name}-`)) return undefined;
    const [, year, month] = MONTH.exec(index.slice(this.name.length + 1)) ?? [];
    // Months are counted from 0 there, so that this is the first day of the next one.
    return month === undefined ? undefined : Date.UTC(Number(year), Number(month));
  }

  /** Makes every month, when it comes into being, what `mappings` and `settings` say. */
  protected templateOf(
    mappings: estypes.MappingTypeMapping,
    settings: estypes.IndicesIndexSettings = {},
  ): estypes.IndicesPutIndexTemplateRequest {
    return {
      name: this.name,
      index_patterns: [this.pattern],
      priority: 200,
      template: {
        settings: {
          number_of_shards: 1,
          // None on a single node, a copy as soon as there is a second one.
          auto_expand_replicas: '0-1',
          ...settings,
        },
        mappings,
      },
    };
  }
}
