// Follows a stream of changes, one connection for all tabs of this origin that follow the same one.
import { past } from './changes.js';
import { Reader } from './reader.js';
import { share } from './sharing.js';
import { SILENCE, open, pause } from './stream.js';

/** So many milliseconds the tab that leads has to answer. */
const ANSWER = 2_000;

/** Further behind than this, a stream that came back is helped. */
const FAR = 20;

/**
 * Follows a stream. Nothing is missed and nothing comes twice, whatever sleeps, breaks or is restarted
 * meanwhile; where that cannot be, `onReset` says so.
 *
 * @param {string|URL} address of `/v1/stream` with its filters, without `since`
 * @param {object} listeners
 * @param {string} [listeners.cursor] what is known already; without it, it begins with what happens now
 * @param {(change: {kind: 'created'|'updated'|'removed', left?: true, cursor: string, id: string,
 *   version: number, changed: {field: string, from: *, to: *}[], announcement: object}) => void}
 *   [listeners.onChange] after an absence, what became of an announcement since, as one change
 * @param {(reset: {reason: string, cursor: string, snapshot: string}) => void} [listeners.onReset] all
 *   pages of the list at the absolute address `snapshot` are to be read anew; what follows `cursor` is
 *   told by itself, and what the list has already is known by its version
 * @param {(line: {state: 'connecting'|'live'|'catching-up'|'offline', since: Date}) => void}
 *   [listeners.onState] `live`: all that happened is told; `offline` since the server was last heard
 * @returns {{close: () => void, readonly cursor: string|undefined}}
 */
export function follow(address, listeners = {}) {
  const follower = new Follower(new URL(address, globalThis.location?.href), listeners);
  return {
    close: () => follower.close(),
    get cursor() {
      return follower.cursor;
    },
  };
}

class Follower {
  #address;
  #listeners;
  #reader;
  #closed = new AbortController();
  #share = null;
  #leads = false;
  #stream = null;
  #line;
  #shown;
  #breaks = 0;
  #heardAt = Date.now();
  #timer;

  constructor(address, listeners) {
    this.#address = address;
    this.#listeners = listeners;
    this.#reader = new Reader(address, {
      onTold: (told) => this.#told(told),
      onReset: (reset) => this.#reset(reset),
      onFailure: () => this.#failed(),
      onBehind: () => this.#show(),
    });
    this.#reader.cursor = listeners.cursor;
    this.#listenToThePage();
    this.#join();
  }

  get cursor() {
    return this.#reader.cursor;
  }

  close() {
    this.#closed.abort();
    this.#leave();
  }

  #listenToThePage() {
    const on = (target, types, listener) =>
      types.forEach((type) => target?.addEventListener?.(type, listener, this.#closed));
    const page = globalThis.document;
    on(page, ['visibilitychange'], () => isVisible() && this.#look(false));
    on(globalThis, ['online', 'offline'], () => this.#look(true));
    // Frozen, or in the back-forward cache, a page could not lead.
    on(page, ['freeze'], () => this.#leave());
    on(page, ['resume'], () => this.#join());
    on(globalThis, ['pagehide'], () => this.#leave());
    on(globalThis, ['pageshow'], () => this.#join());
  }

  #join() {
    if (this.#share === null && !this.#closed.signal.aborted) {
      this.#line = { state: 'connecting', since: new Date() };
      this.#shown = null;
      this.#share = share(`crier ${this.#address}`, {
        onLead: () => this.#lead(),
        onMessage: (message) => this.#hear(message),
      });
      queueMicrotask(() => this.#show());
      this.#ask();
    }
  }

  #leave() {
    this.#share?.leave();
    this.#share = null;
    this.#reader.abandon();
    clearTimeout(this.#timer);
  }

  #lead() {
    clearTimeout(this.#timer);
    this.#leads = true;
    this.#open();
    return () => {
      this.#leads = false;
      this.#stream?.close();
      this.#stream = null;
      this.#reader.abandon();
      this.#expectWord();
    };
  }

  /** First what became of everything, which is less than all that happened; then what happens. */
  async #open() {
    this.#stream = null;
    this.#reader.abandon();
    const wait = this.#breaks > 1 ? pause(this.#breaks) : 0;
    if (!(await this.#reader.catchUp(this.#line.state === 'live', wait))) {
      return;
    }
    let before = this.cursor;
    const address = new URL(this.#address);
    address.searchParams.set('since', before);
    this.#stream = open(address, {
      onEvent: (kind, data, first) => {
        const changes = kind === 'bookmark' || kind === 'goaway' ? [] : [data];
        const told = { before, cursor: data.cursor, changes };
        before = data.cursor;
        this.#heardAt = Date.now();
        if (kind === 'reset') {
          this.#reader.reset(data);
        } else {
          this.#reader.take(told);
        }
        if (kind === 'bookmark') {
          this.#bookmark(data.head, first);
        }
      },
      onBreak: () => this.#setLine('connecting'),
      onEnd: () => {
        this.#breaks += 1;
        this.#setLine('connecting');
        this.#open();
      },
    });
  }

  #bookmark(head, first) {
    this.#breaks = 0;
    if (first && !this.#reader.isBehind && past(head, this.cursor) > FAR) {
      this.#reader.catchUp();
    }
    this.#setLine('live');
  }

  /** Whether to go on trying; not where a stream tells it as well. */
  #failed() {
    if (this.#leads && this.#stream === null) {
      this.#setLine('offline', new Date(this.#heardAt));
    }
    return this.#stream === null;
  }

  #told(told) {
    this.#heardAt = Date.now();
    this.#post({ type: 'told', ...told });
    if (this.#line.state === 'offline') {
      this.#setLine('connecting');
    }
    told.changes.forEach((change) => this.#call('onChange', change));
  }

  #reset(reset) {
    this.#post({ type: 'reset', ...reset });
    this.#call('onReset', reset);
  }

  #hear(message) {
    if (message.type === 'hello') {
      this.#stream?.look(false);
      this.#postLine();
    } else if (!this.#leads) {
      this.#expectWord();
      this.#obey(message);
    }
  }

  #obey(message) {
    if (message.type === 'told') {
      this.#reader.take(message);
    } else if (message.type === 'reset') {
      if (!(past(this.cursor, message.cursor) >= 0)) {
        this.#reader.reset(message);
      }
    } else {
      this.#line = message.line;
      if (message.cursor) {
        // A step of which it is not known what is in it.
        this.#reader.take({ cursor: message.cursor, changes: [], net: true });
      }
      this.#show();
    }
  }

  /** Somebody may look at the page again. */
  #look(doubt) {
    this.#stream?.look(doubt);
    this.#reader.wake();
    if (!this.#leads) {
      this.#ask();
    }
  }

  /** Whoever leads is asked how things are, and leads no more if it sleeps. */
  #ask() {
    this.#share?.post({ type: 'hello' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#share?.takeOver(), ANSWER);
  }

  #expectWord() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => isVisible() && this.#ask(), SILENCE);
  }

  #post(message) {
    if (this.#leads) {
      this.#share?.post(message);
    }
  }

  #postLine() {
    this.#post({ type: 'line', line: this.#line, cursor: this.cursor });
  }

  #setLine(state, since = new Date()) {
    if (this.#line.state !== state) {
      this.#line = { state, since };
      this.#postLine();
    }
    this.#show();
  }

  #show() {
    const catchingUp = this.#line.state === 'live' && this.#reader.isBehind;
    const line = catchingUp ? { state: 'catching-up', since: new Date() } : this.#line;
    if (this.#share !== null && line.state !== this.#shown) {
      this.#shown = line.state;
      this.#call('onState', line);
    }
  }

  #call(name, argument) {
    if (this.#closed.signal.aborted) {
      return;
    }
    try {
      this.#listeners[name]?.(argument);
    } catch (failure) {
      // What the page makes of it must not stop what follows.
      (globalThis.reportError ?? console.error)(failure);
    }
  }
}

const isVisible = () => globalThis.document?.visibilityState !== 'hidden';
