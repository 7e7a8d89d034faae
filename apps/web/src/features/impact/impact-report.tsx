import { Stack, Text } from '@mantine/core';
import type { Impact } from '../../api/types';
import { LinkText } from '../../components/link-text';
import { RelativeTime } from '../../components/relative-time';
import { Cautions } from './cautions';
import { FlagImpactView } from './flag-impact-view';
import { impactWords, othersWords } from './impact-words';

/** How many of the recent contexts would get another answer, which ones, and what that is worth. */
export function ImpactReport({ impact }: { impact: Impact }) {
  const { env, contexts, oldestAt, flags, cautions } = impact;
  if (contexts === 0) return <NoContexts env={env} />;
  const changing = flags.filter(({ changed }) => changed > 0);
  const others = flags.length - changing.length;
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600}>{impactWords(impact)}</Text>
        {oldestAt !== undefined && (
          <Text size="sm" c="dimmed">
            Evaluated in {env} lately, the first of them <RelativeTime iso={oldestAt} />.
          </Text>
        )}
      </div>
      <Cautions cautions={cautions} />
      {changing.map((flag) => (
        <FlagImpactView key={flag.key} flag={flag} isOneOfMany={flags.length > 1} />
      ))}
      {others > 0 && (
        <>
          {changing.length > 0 && (
            <Text size="sm" c="dimmed">
              {othersWords(others)}
            </Text>
          )}
          <Cautions
            cautions={flags.filter(({ changed }) => changed === 0).flatMap((flag) => flag.cautions)}
          />
        </>
      )}
    </Stack>
  );
}

/** Nothing is kept to try it on: where that can be changed. */
function NoContexts({ env }: { env: string }) {
  return (
    <Text size="sm">
      There is nothing to try it on: no recent context of {env} is kept. Whether some are, and what
      of them, is decided under{' '}
      <LinkText to="/env/$env/usage/contexts" params={{ env }}>
        Recent contexts
      </LinkText>
      .
    </Text>
  );
}
