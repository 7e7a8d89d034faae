export * from './is-errno';
