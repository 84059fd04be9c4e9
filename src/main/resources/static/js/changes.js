// What became of announcements since a cursor, asked for rather than listened to.

const PATIENCE = 10_000;
const AT_ONCE = 200;

/** What the client had cannot be continued; `reset` is what a stream would say. */
export class Gone extends Error {
  constructor(reset) {
    super(reset.reason);
    this.reset = reset;
  }
}

/**
 * Walks to the end of the log, and tells of each announcement what became of it.
 *
 * @param {URL} stream the address of the stream, with its filters
 * @param {string} [since] without it, it is only told where the end is
 * @param {AbortSignal} signal
 * @yields {{before?: string, cursor: string, changes: object[], net: true}} changes that lead from one
 *   cursor to the next; only at the last one is all told
 * @throws {Gone}
 * @throws {Error} not answered; perhaps with `retryAfter` in milliseconds
 */
export async function* changesSince(stream, since, signal) {
  const address = new URL(stream);
  address.pathname = address.pathname.replace(/stream$/, 'changes');
  for (let before = since, more = true; more; ) {
    address.search = new URLSearchParams([...stream.searchParams, ['catchup', 'latest'], ['limit', AT_ONCE], ...(before ? [['since', before]] : [])]);
    const { items, next, cursor } = await ask(address, signal);
    yield { before, cursor, changes: items, net: true };
    before = cursor;
    more = next !== null;
  }
}

async function ask(address, signal) {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const response = await fetch(address, { signal: patience, credentials: 'omit' });
  if (response.ok) {
    return response.json();
  }
  if (response.status === 410) {
    throw new Gone(await response.json());
  }
  throw Object.assign(new Error(response.status), { retryAfter: 1000 * response.headers.get('Retry-After') });
}

/**
 * How many changes of the log one cursor is past another: NaN where they belong to two logs, or one is
 * missing. To clients of the API cursors are opaque; here tabs compare what each of them knows.
 */
export function past(cursor, other) {
  const [one, two] = [cursor, other].map((text) => /^(\w+)-(\d+)/.exec(text));
  return one?.[1] === two?.[1] ? one?.[2] - two?.[2] : NaN;
}
