import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useEnvironmentNames } from './environments.query';
import { presentEnvironment, rememberEnvironment } from './present-environment';

/** The environment of the address, else the one that was open last, else the first there is. */
export function useCurrentEnvironment(): string {
  const names = useEnvironmentNames();
  const { env } = useParams({ strict: false });
  useEffect(() => {
    if (env !== undefined) rememberEnvironment(env);
  }, [env]);
  return env ?? presentEnvironment(names);
}
