import { useContextMutator } from '@openfeature/react-sdk';

/** Flags are answered anew for another user. */
export function User() {
  const { setContext } = useContextMutator({ defaultContext: true });
  return (
    <label>
      User{' '}
      <input
        defaultValue="alice"
        autoComplete="off"
        onBlur={({ target }) => setContext({ targetingKey: target.value })}
      />
    </label>
  );
}
