/** The mark of the service: a switch that is on. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect y="6" width="32" height="20" rx="10" fill="var(--app-green)" />
      <circle cx="22" cy="16" r="6.5" fill="#fff" />
    </svg>
  );
}
