import { Button, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { asProblem } from '../../api/problem';
import type { ImpactRequest } from '../../api/types';
import { ProblemNotice } from '../../components/problem-notice';
import { ImpactReport } from './impact-report';
import { useImpact } from './use-impact';

interface Props {
  /** The change as it stands. What was found for another one is not shown any more. */
  readonly request: ImpactRequest;
  /** There is nothing to look at. */
  readonly disabled?: boolean;
}

/** Who would get another answer, before anything is written. */
export function ImpactPreview({ request, disabled = false }: Props) {
  const impact = useImpact();
  const isOfThis = JSON.stringify(impact.variables) === JSON.stringify(request);
  const isKnown = isOfThis && impact.isSuccess;
  return (
    <Stack gap="sm">
      {!isKnown && (
        <Group gap="sm">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUsers size={16} />}
            loading={impact.isPending}
            disabled={disabled}
            onClick={() => impact.mutate(request)}
          >
            Who would change?
          </Button>
          <Text size="sm" c="dimmed">
            Tries it on contexts that were evaluated lately. Nothing is written.
          </Text>
        </Group>
      )}
      <div aria-live="polite">
        {isOfThis && impact.isError && <ProblemNotice problem={asProblem(impact.error)} />}
        {isKnown && <ImpactReport impact={impact.data} />}
      </div>
    </Stack>
  );
}
