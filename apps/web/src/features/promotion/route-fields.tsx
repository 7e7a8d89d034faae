import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconArrowRight, IconArrowsExchange } from '@tabler/icons-react';
import { EnvironmentDot } from '../environments/environment-badge';
import styles from './promotion.module.css';
import type { PromotionRoute } from './promotion-route';

interface Props {
  readonly names: readonly string[];
  readonly way: PromotionRoute;
  readonly onChange: (next: PromotionRoute) => void;
}

/** Out of which environment, into which. */
export function RouteFields({ names, way, onChange }: Props) {
  const { from, to } = way;
  return (
    <div className={styles.route}>
      <EnvironmentField
        label="From"
        names={names}
        value={from}
        onChange={(next) => onChange(next === to ? { from: to, to: from } : { from: next, to })}
      />
      <IconArrowRight size={20} className={styles.arrow} aria-hidden />
      <EnvironmentField
        label="To"
        names={names}
        value={to}
        onChange={(next) => onChange(next === from ? { from: to, to: from } : { from, to: next })}
      />
      <Tooltip label="The other way round">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="The other way round"
          onClick={() => onChange({ from: to, to: from })}
        >
          <IconArrowsExchange size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function EnvironmentField({ label, names, value, onChange }: FieldProps) {
  return (
    <Select
      label={label}
      data={[...names]}
      value={value}
      onChange={(name) => name !== null && onChange(name)}
      allowDeselect={false}
      leftSection={<EnvironmentDot name={value} />}
    />
  );
}
