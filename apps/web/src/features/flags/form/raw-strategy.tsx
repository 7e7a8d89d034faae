import { Code, Stack, Text } from '@mantine/core';
import type { Flag } from '../../../api/types';
import { servesOnOrOff } from './form-can-show';

/** A strategy that the form has no fields for: shown as it is, and left alone when the rest is saved. */
export function RawStrategy({ flag }: { flag: Flag }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        This flag decides by rules or values that this form has no fields for. It can be switched on
        and off and promoted like any other; who gets it is changed over the API. This is what it
        says:
      </Text>
      <Code block mah={420} style={{ overflow: 'auto' }} tabIndex={0}>
        {JSON.stringify(decisionOf(flag), null, 2)}
      </Code>
    </Stack>
  );
}

/** What decides the flag, without its texts and its bookkeeping. */
function decisionOf(flag: Flag): object {
  const { valueType, variants, offVariant, strategy } = flag;
  return servesOnOrOff(flag) ? strategy : { valueType, variants, offVariant, strategy };
}
