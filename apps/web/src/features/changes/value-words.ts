import { percentageWords } from './strategy-words';

/** A value of field `field` as a reader would say it; `undefined` when there is none. */
export function valueWords(field: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (field === 'enabled') return value === true ? 'On' : 'Off';
  if (field === 'percentage') return percentageWords(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return JSON.stringify(value);
}
