export type { ToggleProviderOptions } from './options';
export { ToggleProvider } from './toggle.provider';
