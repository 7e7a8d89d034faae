import { get } from 'node:http';

const AT_ONCE = 100;
const PATIENCE_MS = 20_000;

/** Event streams of one server, all open, and what they have heard. */
class OpenStreams {
  responses = [];
  /** Of each revision, when each stream was told of it (monotonic milliseconds). */
  arrivals = new Map();
  waiting = undefined;

  /** @returns when each of the streams was told of a revision, or of a later one in its stead */
  heard(revision) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Not every stream heard of revision ${revision}.`)),
        PATIENCE_MS,
      );
      this.waiting = () => {
        const times = this.arrivals.get(revision) ?? [];
        if (times.length < this.responses.length) return;
        clearTimeout(timer);
        this.waiting = undefined;
        this.arrivals.clear();
        resolve(times);
      };
      this.waiting();
    });
  }

  close() {
    for (const response of this.responses) response.destroy();
  }

  add(response) {
    this.responses.push(response);
    response.setEncoding('utf8');
    let rest = '';
    response.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines)
        if (line.startsWith('id: ')) this.hear(Number(line.split(':').at(-1)));
    });
  }

  hear(revision) {
    const times = this.arrivals.get(revision);
    if (times === undefined) this.arrivals.set(revision, [performance.now()]);
    else times.push(performance.now());
    this.waiting?.();
  }
}

/** Opens `count` streams, so many at once as a crowd of clients would. */
export async function openStreams({ url, headers, count }) {
  const streams = new OpenStreams();
  let left = count;
  const opener = async () => {
    for (; left > 0;) {
      left -= 1;
      streams.add(await open(url, headers));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, opener));
  } catch (error) {
    streams.close();
    throw error;
  }
  return streams;
}

function open(url, headers) {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      if (response.statusCode === 200) return resolve(response);
      response.resume();
      reject(new Error(`${url} answered ${response.statusCode}`));
    }).on('error', reject);
  });
}
