/** Moments as /status/data tells them. */

const NOW = Date.parse('2026-11-23T12:00:00Z');

export const SINCE = '2026-11-23T09:00:00Z';

/** A moment so many seconds after noon; what is given takes the place of what is there. */
export function moment(second, { since = SINCE, ...parts } = {}) {
  const usual = {
    at: new Date(NOW + second * 1000).toISOString(),
    since,
    version: '1.0',
    streams: { open: 3, opens: { opened: 4, full: 1 }, deliveries: 100, bytes: 1000, lag: { p50: 0.004, p99: 0.02, max: 0.05 }, resets: { expired: 2 } },
    publishing: { writes: { created: 10, updated: 5, refused: 1 }, seconds: 0.16, batches: 9 },
    log: { ring: { from: 1, head: 15, changes: 15, bytes: 2048 }, age: 0.2, lag: null, lookups: { hit: 5, miss: 0 }, catchups: 0, reconnects: 0 },
    answers: { memory: 1, 'not-modified': 2, database: 3 },
    machine: { heapUsed: 1, heapCommitted: 2, heapMax: 3, cpuSeconds: 10, processors: 2, loopDelay: null },
    pool: { acquired: 0, idle: 2, pending: 0, max: 10 },
    polls: { read: 1 },
    sources: { count: 0, failing: 0, items: [] },
  };
  for (const [name, part] of Object.entries(parts)) {
    usual[name] = part === null ? null : { ...usual[name], ...part };
  }
  return usual;
}

/** A source that does well. */
export function source(parts = {}) {
  return {
    id: '01a20733-9cd3-760e-bef3-fd89e948d480', url: 'https://www.example.org/feed/', title: 'Example', enabled: true,
    lastPolledAt: '2026-11-23T11:57:00Z', lastSucceededAt: '2026-11-23T11:57:00Z', nextPollAt: '2026-11-23T12:12:00Z',
    lastError: null, failures: 0, ...parts,
  };
}

export { NOW };
