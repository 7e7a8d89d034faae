import { Button, Group, Text } from '@mantine/core';
import type { PromotionItem } from '../../api/types';
import { countWords } from '../changes/strategy-words';
import { obstaclesOf } from './obstacles';
import styles from './promotion.module.css';
import type { PromotionRoute } from './promotion-route';

interface Props {
  /** The chosen ones. */
  readonly items: readonly PromotionItem[];
  readonly way: PromotionRoute;
  /** Decides that what is different in the target is replaced. */
  readonly onReplace: () => void;
  /** Decides that what the chosen ones need is brought along. */
  readonly onBringAlong: () => void;
  readonly onReview: () => void;
}

/** What is chosen, what stands in the way, and the way on. */
export function PromotionBar({ items, way: { to }, onReplace, onBringAlong, onReview }: Props) {
  const { different, needy } = obstaclesOf(items);
  const writes = items.filter(({ action }) => action !== 'skip').length;
  return (
    <div className={styles.bar} role="region" aria-label="Chosen flags">
      <Text size="sm" aria-live="polite">
        {different + needy === 0 && `${countWords(items.length, 'flag')} chosen`}
        {different > 0 && `${chosen(different)} different in ${to}. Replace, or leave out? `}
        {needy > 0 && `${chosen(needy)} in need of what ${to} does not have. `}
      </Text>
      <Group gap="xs">
        {different > 0 && (
          <Button variant="default" onClick={onReplace}>
            Replace in {to}
          </Button>
        )}
        {needy > 0 && (
          <Button variant="default" onClick={onBringAlong}>
            Bring it along
          </Button>
        )}
        <Button onClick={onReview} disabled={writes === 0 || different + needy > 0}>
          Review
        </Button>
      </Group>
    </div>
  );
}

function chosen(count: number): string {
  return `${countWords(count, 'chosen flag')} ${count === 1 ? 'is' : 'are'}`;
}
