import { IconFlagOff } from '@tabler/icons-react';
import { LinkButton } from '../../../components/link-button';
import { EmptyState } from '../../../components/empty-state';

/** The environment has no flag of that key: it never had, or someone deleted it. */
export function FlagMissing({ env, flagKey }: { env: string; flagKey: string }) {
  return (
    <EmptyState
      icon={IconFlagOff}
      title={`“${flagKey}” is not in ${env}`}
      action={
        <LinkButton to="/env/$env/flags" params={{ env }} variant="default">
          Flags in {env}
        </LinkButton>
      }
    >
      Every environment holds its own configuration of a flag. This one was never there, or has been
      deleted; the audit log knows.
    </EmptyState>
  );
}
