const MB = 1_048_576;

/**
 * The heap of a Node process in use after a full collection, in MB. The process was started with
 * `--inspect` on that port of the loopback address.
 */
export async function collectedHeapMb(port) {
  const [{ webSocketDebuggerUrl }] = await fetch(`http://127.0.0.1:${port}/json/list`).then(
    (answer) => answer.json(),
  );
  const inspector = await connect(webSocketDebuggerUrl);
  try {
    await inspector.ask('HeapProfiler.collectGarbage');
    const { usedSize } = await inspector.ask('Runtime.getHeapUsage');
    return usedSize / MB;
  } finally {
    inspector.close();
  }
}

async function connect(url) {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error('The inspector of the process does not answer.'));
  });
  let id = 0;
  return {
    /** One question at a time. */
    ask: (method) =>
      new Promise((resolve, reject) => {
        id += 1;
        socket.onmessage = ({ data }) => {
          const { result, error } = JSON.parse(data);
          if (error === undefined) resolve(result);
          else reject(new Error(`${method}: ${error.message}`));
        };
        socket.send(JSON.stringify({ id, method }));
      }),
    close: () => socket.close(),
  };
}
