export * from './installation-secrets';
export * from './sealed-box';
