import { useSuspenseFlag } from '@openfeature/react-sdk';

/** Drawn again by itself when the flag changes, or the user. */
export function Checkout() {
  const { value: isNew, reason } = useSuspenseFlag('new-checkout', false);
  return (
    <section className={isNew ? 'new' : 'old'} title={reason} aria-live="polite">
      {isNew ? 'The new checkout' : 'The checkout you know'}
    </section>
  );
}
