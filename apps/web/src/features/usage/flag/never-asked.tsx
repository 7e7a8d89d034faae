import { Anchor, Code, Stack, Text } from '@mantine/core';
import type { Usage } from '../../../api/types';
import { LostCounts } from './lost-counts';

/** Nobody asked yet: what would be here, and how an application asks. */
export function NeverAsked({ usage: { env, key, lost } }: { usage: Usage }) {
  const origin = window.location.origin;
  return (
    <Stack gap="sm">
      <LostCounts lost={lost} env={env} />
      <Text fw={600}>No application has asked for this flag in {env} yet</Text>
      <Text size="sm" c="dimmed" maw={640}>
        Once one does, what it was answered is counted here by variant. An application asks with any
        OpenFeature SDK, or like this, with an{' '}
        <Anchor href="/docs" target="_blank" underline="always">
          API key
        </Anchor>{' '}
        of {env}:
      </Text>
      <Code block tabIndex={0} aria-label="How to ask for the flag">
        {[
          `curl -X POST ${origin}/ofrep/v1/evaluate/flags/${key} \\`,
          `  -H "Authorization: Bearer $API_KEY" -H "Content-Type: application/json" \\`,
          `  -d '{"context":{"targetingKey":"alice"}}'`,
        ].join('\n')}
      </Code>
    </Stack>
  );
}
