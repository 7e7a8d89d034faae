import { momentWords, sinceWords } from './time-words';

/** A moment as people say it (`3 hours ago`); pointing at it tells exactly. */
export function RelativeTime({ iso }: { iso: string }) {
  const moment = new Date(iso);
  return (
    <time dateTime={iso} title={momentWords(moment)}>
      {sinceWords(moment, new Date())}
    </time>
  );
}
