export { ToggleWebProvider } from './toggle-web.provider';
export type { ToggleWebOptions, UsageOptions } from './toggle-web.options';
