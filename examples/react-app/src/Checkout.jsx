import { useFlag } from '@openfeature/react-sdk';

/** Drawn again by itself when the first answers are here, when the flag changes, and for another user. */
export function Checkout() {
  const { value: isNew, reason } = useFlag('new-checkout', false);
  return (
    <section className={isNew ? 'new' : 'old'} title={reason} aria-live="polite">
      {isNew ? 'The new checkout' : 'The checkout you know'}
    </section>
  );
}
