// The container's health check, without curl: exit 0 when the given path (default /health/live) answers 2xx.
// Liveness on purpose: it depends on no other server, so that a lost database never restarts the service.
const path = process.argv[2] ?? '/health/live';
const port = process.env.PORT ?? '8080';

try {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    signal: AbortSignal.timeout(2_500),
  });
  if (!answer.ok) console.error(`${path} answered ${answer.status}`);
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(
    `${path} did not answer: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
