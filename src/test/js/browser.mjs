// As much of a browser as the modules need, and a Crier to talk to, all of it at the test's command.
import { mock } from 'node:test';

/** The log of a Crier, its streams and its changes. */
export class Server {
  epoch = 'e1';
  log = [];
  floor = 0;
  isDown = false;
  refuses = 0;
  refusesStreams = false;
  held = null;
  streams = new Set();
  opened = [];
  asked = [];

  cursor(position = this.log.length) {
    return `${this.epoch}-${position}`;
  }

  publish(id, changed = [{ field: 'title', from: 'a', to: 'b' }], kind = 'updated') {
    const version = this.log.filter((change) => change.id === id).length + 1;
    const change = { kind, id, version, changed, announcement: { id, version, title: `${id} ${version}` } };
    this.log.push({ cursor: this.cursor(this.log.length + 1), ...change });
    this.streams.forEach((source) => source.follow());
  }

  beat() {
    this.streams.forEach((source) => source.bookmark());
  }

  kill() {
    this.isDown = true;
    [...this.streams].forEach((source) => source.lose());
  }

  /** Without a word to anybody: the network is gone. */
  vanish() {
    this.isDown = true;
    this.streams.clear();
  }

  restart() {
    this.isDown = false;
  }

  position(cursor) {
    const [epoch, position] = (cursor ?? this.cursor()).split('-');
    return epoch === this.epoch && +position >= this.floor && +position <= this.log.length ? +position : null;
  }

  /** What `fetch` answers. */
  async answer(address, { signal } = {}) {
    const url = new URL(address);
    this.asked.push(url);
    await this.held;
    signal?.throwIfAborted();
    if (this.isDown) {
      throw new TypeError('fetch failed');
    }
    if (this.refuses > 0) {
      this.refuses -= 1;
      return Response.json({ detail: 'too many' }, { status: 503, headers: { 'Retry-After': '3' } });
    }
    const [since, reached] = (url.searchParams.get('since') ?? this.cursor()).split('.');
    const from = this.position(since);
    if (from === null) {
      return Response.json(
        { reason: 'expired', cursor: this.cursor(), snapshot: '/v1/announcements?topic=a' },
        { status: 410 },
      );
    }
    const latest = this.log.slice(from).filter(({ id }, i, rest) => !rest.slice(i + 1).some((later) => later.id === id));
    const left = latest.filter(({ cursor }) => this.position(cursor) > (reached ?? from));
    const items = left.slice(0, url.searchParams.get('limit'));
    const more = items.length < left.length;
    const cursor = more ? `${since}.${this.position(items.at(-1).cursor)}` : this.cursor();
    return Response.json({ items, next: more ? '/v1/changes?since=' + cursor : null, cursor });
  }

  /** What every tab should have: the newest version of each announcement after a position. */
  table(after = 0) {
    return Object.fromEntries(this.log.slice(after).map(({ id, version }) => [id, version]));
  }
}

/** An EventSource as browsers have it: it comes back by itself unless it is refused. */
function eventSources(server) {
  return class EventSource extends EventTarget {
    static CLOSED = 2;
    readyState = 0;
    #last;
    #position;

    constructor(address) {
      super();
      this.url = new URL(address);
      this.addEventListener('error', (event) => this.onerror?.(event));
      server.opened.push(this);
      queueMicrotask(() => this.#open());
    }

    #open() {
      if (this.readyState === 2) {
        return;
      }
      if (server.isDown) {
        this.lose();
        return;
      }
      if (server.refuses > 0 || server.refusesStreams) {
        server.refuses -= 1;
        this.refuse();
        return;
      }
      this.readyState = 1;
      server.streams.add(this);
      this.dispatchEvent(new Event('open'));
      const position = server.position(this.#last ?? this.url.searchParams.get('since'));
      this.#position = position ?? server.log.length;
      if (position === null) {
        this.say('reset', { reason: 'expired', cursor: server.cursor(), snapshot: '/v1/announcements?topic=a' });
      }
      this.bookmark();
      this.follow();
    }

    bookmark() {
      const cursor = server.cursor(this.#position);
      this.say('bookmark', { cursor, head: server.cursor(), at: new Date() });
    }

    follow() {
      while (this.readyState === 1 && this.#position < server.log.length) {
        const change = server.log[this.#position++];
        this.say(change.kind, change);
      }
    }

    say(kind, data) {
      if (this.readyState !== 2) {
        this.#last = data.cursor;
        const event = new Event(kind);
        event.data = JSON.stringify(data);
        this.dispatchEvent(event);
      }
    }

    lose() {
      server.streams.delete(this);
      this.readyState = 0;
      setTimeout(() => this.#open(), 2_000);
      this.dispatchEvent(new Event('error'));
    }

    refuse() {
      server.streams.delete(this);
      this.readyState = 2;
      this.dispatchEvent(new Event('error'));
    }

    close() {
      server.streams.delete(this);
      this.readyState = 2;
    }
  };
}

/** The lock manager (W3C Web Locks), as far as it is used. */
class Locks {
  #queues = new Map();

  request(name, options, callback) {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    return new Promise((resolve, reject) => {
      const request = { callback, resolve, reject, held: false };
      options.signal?.addEventListener('abort', () => {
        if (!request.held && queue.includes(request)) {
          queue.splice(queue.indexOf(request), 1);
          reject(options.signal.reason);
        }
      });
      if (options.steal) {
        const [holder] = queue;
        if (holder?.held) {
          queue.shift();
          holder.reject(new DOMException('stolen', 'AbortError'));
        }
        queue.unshift(request);
      } else {
        queue.push(request);
      }
      this.#grant(queue);
    });
  }

  #grant(queue) {
    const [request] = queue;
    if (request && !request.held) {
      request.held = true;
      queueMicrotask(async () => {
        const result = await request.callback({});
        if (queue[0] === request) {
          queue.shift();
          this.#grant(queue);
        }
        request.resolve(result);
      });
    }
  }
}

/** All channels; one that is frozen neither says nor hears anything. */
function channels() {
  const all = [];
  const BroadcastChannel = class {
    isFrozen = false;
    isClosed = false;

    constructor(name) {
      this.name = name;
      all.push(this);
    }

    postMessage(message) {
      const data = structuredClone(message);
      if (this.isClosed) {
        throw new DOMException('closed', 'InvalidStateError');
      }
      all
        .filter((other) => other !== this && other.name === this.name && !this.isFrozen)
        .forEach((other) => queueMicrotask(() => other.isFrozen || other.isClosed || other.onmessage?.({ data })));
    }

    close() {
      this.isClosed = true;
    }
  };
  return { BroadcastChannel, all };
}

/** Puts a browser in place, and a clock that only the test moves. */
export function start({ shares = true } = {}) {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2027-03-04T12:00:00Z') });
  const server = new Server();
  const { BroadcastChannel, all } = channels();
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible', baseURI: 'https://site.example/' });
  const frame = new EventTarget();
  const place = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  place('EventSource', eventSources(server));
  place('fetch', (address, options) => server.answer(address, options));
  place('BroadcastChannel', shares ? BroadcastChannel : undefined);
  place('navigator', shares ? { locks: new Locks() } : {});
  place('document', page);
  place('addEventListener', frame.addEventListener.bind(frame));
  return { server, channels: all, page, frame };
}

/** Lets everything happen that waits for no time. */
export async function settle() {
  for (let i = 0; i < 10; i++) {
    await new Promise(setImmediate);
  }
}

/** Lets time pass, a second at a time. */
export async function pass(seconds, each = () => {}) {
  for (let i = 0; i < seconds; i++) {
    mock.timers.tick(1_000);
    each(i);
    await settle();
  }
}
