// What happens, listened to, and asked for where it was missed.

const KINDS = ['created', 'updated', 'removed', 'bookmark', 'reset', 'goaway'];
const HEARTBEAT = 15_000;

export const SILENCE = 2.5 * HEARTBEAT;

/** Kept while it reads; with more, it reads once more. */
const MOST_HELD = 256;

/** Milliseconds to wait after failures, at most 15,000. */
export const pause = (failures) => Math.min(15_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2);

/** How many changes a cursor is past another, NaN for two logs; to all others cursors are opaque. */
export function past(cursor, other) {
  const [one, two] = [cursor, other].map((text) => /^(\w+)-(\d+)/.exec(text) ?? []);
  return one[1] === two[1] ? one[2] - two[2] : NaN;
}

/** Opens a stream, which the browser may open again once; then it has ended, as when it falls silent. */
export function listen(address, { onEvent, onBreak, onEnd }) {
  const source = new EventSource(address);
  let first = true;
  let broken = false;
  let leaving = false;
  let heardAt;
  let timer;
  const hear = () => {
    heardAt = Date.now();
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE);
  };
  const close = () => {
    clearTimeout(timer);
    source.close();
  };
  const end = () => {
    close();
    onEnd();
  };
  for (const kind of KINDS) {
    source.addEventListener(kind, ({ data }) => {
      hear();
      broken = false;
      leaving = kind === 'goaway';
      onEvent(kind, JSON.parse(data), first);
      first &&= kind !== 'bookmark';
    });
  }
  source.onerror = () => {
    if (broken || source.readyState === EventSource.CLOSED) {
      end();
    } else {
      broken = first = true;
      leaving || onBreak();
    }
  };
  hear();
  return {
    close,
    look(doubt) {
      if (doubt || broken || Math.abs(Date.now() - heardAt) > HEARTBEAT + 5_000) {
        end();
      }
    },
  };
}

/** What one tab knows: all up to its cursor. */
export class Reader {
  cursor;
  #address;
  #member;
  #walk = null;
  #held = [];
  #wake = () => {};

  constructor(address, cursor, member) {
    this.#address = address;
    this.cursor = cursor;
    this.#member = member;
  }

  get isBehind() {
    return this.#walk !== null && !this.#walk.unnoticed;
  }

  /** Changes that lead from `before` to `cursor`. */
  take(told) {
    if (this.#walk !== null) {
      if (this.#held.push(told) > MOST_HELD) {
        this.#held = [];
      }
    } else if (!this.cursor || told.before === this.cursor || this.#isNextStep(told)) {
      this.#deliver(told);
    } else if (!(past(told.cursor, this.cursor) <= 0)) {
      this.catchUp();
    }
  }

  reset({ reason, cursor, snapshot }) {
    this.abandon();
    this.cursor = cursor;
    this.#member.onReset({ reason, cursor, snapshot: new URL(snapshot, this.#address).href });
  }

  /** Reads what became of everything since, however long it takes; false if abandoned. */
  async catchUp(unnoticed = false, wait = 0) {
    const walk = (this.#walk = Object.assign(new AbortController(), { unnoticed }));
    const { signal } = walk;
    this.#member.onBehind();
    let failures = 0;
    for (let done = false; !done; ) {
      await this.#rest(wait);
      try {
        done = signal.aborted || (await this.#read(signal));
      } catch (failure) {
        wait = Math.max(failure.retryAfter ?? 0, pause(++failures));
        done = signal.aborted || !this.#member.onFailure();
      }
    }
    if (!signal.aborted) {
      const held = this.#held;
      this.#held = [];
      this.#walk = null;
      held.forEach((told) => this.take(told));
      this.#member.onBehind();
    }
    return !signal.aborted;
  }

  abandon() {
    this.#walk?.abort();
    this.#walk = null;
    this.#held = [];
    this.wake();
  }

  wake() {
    this.#wake();
  }

  async #read(signal) {
    const address = new URL(this.#address);
    address.pathname = address.pathname.replace(/stream$/, 'changes');
    const asked = [...address.searchParams, ['catchup', 'latest'], ['limit', 200]];
    for (let more = true; more; ) {
      address.search = new URLSearchParams(this.cursor ? [...asked, ['since', this.cursor]] : asked);
      const patience = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
      const response = await fetch(address, { signal: patience, credentials: 'omit' });
      if (!response.ok && response.status !== 410) {
        throw { retryAfter: 1000 * response.headers.get('Retry-After') };
      }
      const answer = await response.json();
      if (signal.aborted) {
        break;
      }
      if (!response.ok) {
        this.#walk = null;
        this.reset(answer);
        break;
      }
      this.#deliver({ cursor: answer.cursor, changes: answer.items, net: true });
      more = answer.next !== null;
    }
    return true;
  }

  async #rest(wait) {
    if (wait > 0) {
      await new Promise((wake) => {
        this.#wake = wake;
        setTimeout(wake, wait);
      });
    }
  }

  /** One change between two cursors, of which the first is known. */
  #isNextStep({ before, cursor, net }) {
    return !net && past(before, this.cursor) <= 0 && past(cursor, this.cursor) > 0;
  }

  #deliver(told) {
    const before = this.cursor;
    this.cursor = told.cursor;
    this.#member.onTold({ ...told, before });
  }
}
