import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ContextSampling } from '../../api/types';
import { Panel } from '../../components/panel';
import { RelativeTime } from '../../components/relative-time';
import { countWords } from '../changes/strategy-words';
import { ForgetContextsDialog } from './forget-contexts.dialog';

/** How much is kept at present, and the way to be rid of it. */
export function KeptContexts({ env, sampling }: { env: string; sampling: ContextSampling }) {
  const { enabled, kept, oldestAt } = sampling;
  const [isAsking, asking] = useDisclosure(false);
  return (
    <Panel>
      <Group justify="space-between">
        <div>
          <Text fw={600}>
            {enabled ? 'On: a sample is kept' : 'Off: nothing of anyone’s context is kept'}
          </Text>
          <Text size="sm" c="dimmed">
            {kept === 0 ? (
              'No context is kept at present.'
            ) : (
              <>
                {countWords(kept, 'context')} kept at present
                {oldestAt !== undefined && (
                  <>
                    , the oldest of <RelativeTime iso={oldestAt} />
                  </>
                )}
                .
              </>
            )}
          </Text>
        </div>
        {kept > 0 && (
          <Button variant="outline" color="var(--app-red)" onClick={asking.open}>
            Forget them
          </Button>
        )}
      </Group>
      <ForgetContextsDialog opened={isAsking} env={env} kept={kept} onClose={asking.close} />
    </Panel>
  );
}
