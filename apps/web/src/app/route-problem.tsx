import { Button } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { asProblem } from '../api/problem';
import { ProblemNotice } from '../components/problem-notice';

/** Shown in place of a page that could not be. */
export function RouteProblem({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ProblemNotice problem={asProblem(error)}>
      <Button size="xs" variant="default" onClick={() => void router.invalidate()}>
        Try again
      </Button>
    </ProblemNotice>
  );
}
