import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Flag } from '../../../api/types';
import { Panel } from '../../../components/panel';
import { RelativeTime } from '../../../components/relative-time';
import { actorName } from '../../audit/actor-name';
import { Audience } from '../audience';
import { FlagSwitch } from '../flag-switch';
import { formCanShow } from '../form/form-can-show';
import { RawStrategy } from '../form/raw-strategy';
import { TagList } from '../tag-list';
import styles from './flag-summary.module.css';
import { IdLists } from './id-lists';

/** What the flag does in this environment. */
export function FlagSummary({ flag, env }: { flag: Flag; env: string }) {
  const tags = flag.tags ?? [];
  return (
    <Panel title={`In ${env}`} aside={<FlagSwitch flag={flag} env={env} />}>
      <dl className={styles.facts}>
        <Fact label="Who gets it">
          {!flag.enabled && <Text size="sm">Nobody: it is off. Switched on, it goes to:</Text>}
          <Audience flag={flag} />
          <IdLists strategy={flag.strategy} />
          {!formCanShow(flag) && <RawStrategy flag={flag} />}
        </Fact>
        <Fact label="Description">
          {flag.description === undefined || flag.description === null ? (
            <Text c="dimmed" size="sm">
              None yet. Say what changes for users, and when the flag can go away.
            </Text>
          ) : (
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {flag.description}
            </Text>
          )}
        </Fact>
        {tags.length > 0 && (
          <Fact label="Tags">
            <Group gap={6}>
              <TagList tags={tags} />
            </Group>
          </Fact>
        )}
        <Fact label="Last change">
          <Text size="sm">
            <RelativeTime iso={flag.updatedAt} /> by {actorName(flag.updatedBy)}, version{' '}
            {flag.version}
          </Text>
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
