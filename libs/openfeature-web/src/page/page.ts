/** The part of `document` and `window` that is used here: there may be neither, as in a test or a worker. */
interface Target {
  readonly visibilityState?: string;
  addEventListener(event: string, listener: () => void): void;
  removeEventListener(event: string, listener: () => void): void;
}

const { document, window } = globalThis as {
  readonly document?: Target;
  readonly window?: Target;
};

/**
 * Calls `listener` when the page is hidden: for a page that is closed it is the last chance to say
 * anything. `pagehide` is for browsers that skip the other when they navigate.
 * @returns ends it
 */
export function onPageHidden(listener: () => void): () => void {
  const whenHidden = (): void => {
    if (document?.visibilityState === 'hidden') listener();
  };
  document?.addEventListener('visibilitychange', whenHidden);
  window?.addEventListener('pagehide', listener);
  return () => {
    document?.removeEventListener('visibilitychange', whenHidden);
    window?.removeEventListener('pagehide', listener);
  };
}
