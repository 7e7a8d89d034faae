import {
  IconArrowsTransferDown,
  IconChartBar,
  IconHistory,
  IconPlugConnected,
  IconToggleRight,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import styles from './navigation.module.css';

/** The ways through the console. */
export function Navigation({ environment }: { environment: string }) {
  return (
    <nav className={styles.nav} aria-label="Main">
      <Link to="/env/$env/flags" params={{ env: environment }} className={styles.link}>
        <IconToggleRight size={18} stroke={1.7} /> Flags
      </Link>
      <Link to="/env/$env/usage" params={{ env: environment }} className={styles.link}>
        <IconChartBar size={18} stroke={1.7} /> Usage
      </Link>
      <Link to="/env/$env/clients" params={{ env: environment }} className={styles.link}>
        <IconPlugConnected size={18} stroke={1.7} /> Clients
      </Link>
      <Link to="/promote" className={styles.link}>
        <IconArrowsTransferDown size={18} stroke={1.7} /> Promote
      </Link>
      <Link to="/audit" className={styles.link}>
        <IconHistory size={18} stroke={1.7} /> Audit log
      </Link>
    </nav>
  );
}
