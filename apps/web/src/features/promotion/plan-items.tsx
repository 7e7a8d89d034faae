import { Checkbox } from '@mantine/core';
import type { PromotionItem } from '../../api/types';
import { isChoice } from './is-choice';
import { PlanItem } from './plan-item';
import styles from './promotion.module.css';
import type { PromotionRoute } from './promotion-route';

interface Props {
  readonly items: readonly PromotionItem[];
  readonly way: PromotionRoute;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Everything that differs: flags with a tick box, what they depend on without, each with its differences. */
export function PlanItems({ items: all, way, chosen, onChoose }: Props) {
  const items = all.filter(isChoice);
  const count = items.filter(({ key }) => chosen.has(key)).length;
  const isAll = count === items.length;
  return (
    <>
      <div className={styles.head}>
        <Checkbox
          checked={isAll}
          indeterminate={count > 0 && !isAll}
          onChange={() => onChoose(new Set(isAll ? [] : items.map(({ key }) => key)))}
          label={`${items.length} ${items.length === 1 ? 'flag differs' : 'flags differ'}`}
        />
      </div>
      <ul className={styles.items}>
        {all.map((item) => (
          <li
            key={`${item.kind} ${item.key}`}
            className={styles.item}
            data-chosen={isChoice(item) && chosen.has(item.key)}
          >
            <Checkbox
              checked={isChoice(item) ? chosen.has(item.key) : count > 0}
              disabled={!isChoice(item)}
              onChange={() => onChoose(toggled(chosen, item.key))}
              aria-label={`Promote ${item.key}`}
            />
            <div className={styles.words}>
              <PlanItem item={item} way={way} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}
