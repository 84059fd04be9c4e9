// Follows a stream, one connection for all tabs of this origin that follow the same.
import { Reader, SILENCE, listen, past, pause } from './reader.js';

const ANSWER = 2_000; // milliseconds

/** So many changes are replayed in no time. */
const NEAR = 20;

/**
 * Tells what happens at a stream's address, nothing left out and nothing twice, whatever sleeps, breaks or
 * is restarted; with listeners `onChange(change)`, `onState({state, since})`, of `connecting`, `live`,
 * `catching-up` and `offline`, and `onReset({reason, cursor, snapshot})`. Gives `cursor` and `close()`.
 */
export const follow = (address, listeners = {}) => new Follower(new URL(address, document.baseURI), listeners);

class Follower {
  #address;
  #listeners;
  #reader;
  #closed = new AbortController();
  #share;
  #leads = false;
  #stream;
  #breaks = 0;
  #line;
  #shown;
  #heardAt = Date.now();
  #timer;

  constructor(address, listeners) {
    this.#address = address;
    this.#listeners = listeners;
    this.#reader = new Reader(address, listeners.cursor, {
      onTold: (told) => this.#told(told),
      onReset: (reset) => {
        this.#post('reset', reset);
        this.#call('onReset', reset);
      },
      onFailure: () => this.#failed(),
      onBehind: () => this.#show(),
    });
    const how = { capture: true, signal: this.#closed.signal };
    const on = (types, listener) => types.split(' ').forEach((type) => addEventListener(type, listener, how));
    on('visibilitychange', () => isVisible() && this.#look(false));
    on('online offline', () => this.#look(true));
    // Frozen, or in the back-forward cache, it could not lead.
    on('pagehide freeze', () => this.#leave());
    on('pageshow resume', () => this.#join());
    this.#join();
  }

  get cursor() {
    return this.#reader.cursor;
  }

  close() {
    this.#closed.abort();
    this.#leave();
  }

  #join() {
    if (this.#share) {
      return;
    }
    this.#line = { state: 'connecting', since: new Date() };
    this.#shown = null;
    this.#share = share(`crier ${this.#address}`, {
      onLead: () => this.#lead(),
      onMessage: (message) => this.#hear(message),
    });
    queueMicrotask(() => this.#show());
    this.#ask();
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

  /** What became of all is less than all that happened. */
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
    this.#stream = listen(address, {
      onEvent: (kind, data, first) => {
        const told = { before, cursor: data.cursor, changes: data.kind ? [data] : [] };
        before = data.cursor;
        if (kind === 'reset') {
          this.#reader.reset(data);
        } else {
          this.#reader.take(told);
        }
        if (kind === 'bookmark') {
          this.#breaks = 0;
          if (first && !this.#reader.isBehind && past(data.head, this.cursor) > NEAR) {
            this.#reader.catchUp();
          }
          this.#setLine('live');
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

  /** Whether to try again; a stream tells it anyway. */
  #failed() {
    if (this.#leads && !this.#stream) {
      this.#setLine('offline', new Date(this.#heardAt));
    }
    return !this.#stream;
  }

  #told(told) {
    this.#heardAt = Date.now();
    this.#post('told', told);
    if (this.#line.state === 'offline') {
      this.#setLine('connecting');
    }
    told.changes.forEach((change) => this.#call('onChange', change));
  }

  #hear({ type, ...message }) {
    if (type === 'hello') {
      this.#stream?.look(false);
      this.#post('line', { line: this.#line });
    } else if (!this.#leads) {
      this.#expectWord();
      if (type === 'told') {
        this.#reader.take(message);
      } else if (type === 'line') {
        this.#line = message.line;
        // What led there is not known.
        this.#reader.take({ cursor: message.cursor, changes: [], net: true });
        this.#show();
      } else if (!(past(this.cursor, message.cursor) >= 0)) {
        this.#reader.reset(message);
      }
    }
  }

  #look(doubt) {
    this.#stream?.look(doubt);
    this.#reader.wake();
    if (!this.#leads) {
      this.#ask();
    }
  }

  /** A leader that sleeps leads no more. */
  #ask() {
    this.#share?.post({ type: 'hello' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#share?.takeOver(), ANSWER);
  }

  #expectWord() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => isVisible() && this.#ask(), SILENCE);
  }

  #post(type, message) {
    if (this.#leads) {
      this.#share?.post({ type, cursor: this.cursor, ...message });
    }
  }

  #setLine(state, since = new Date()) {
    if (this.#line.state !== state) {
      this.#line = { state, since };
      this.#post('line', { line: this.#line });
    }
    this.#show();
  }

  #show() {
    const catchingUp = this.#line.state === 'live' && this.#reader.isBehind;
    const line = catchingUp ? { state: 'catching-up', since: new Date() } : this.#line;
    if (this.#share && line.state !== this.#shown) {
      this.#shown = line.state;
      this.#call('onState', line);
    }
  }

  #call(name, argument) {
    try {
      if (this.#share) {
        this.#listeners[name]?.(argument);
      }
    } catch (failure) {
      reportError(failure);
    }
  }
}

const isVisible = () => document.visibilityState !== 'hidden';

/** Of all with a name, whoever has its lock leads. */
function share(name, { onLead, onMessage }) {
  const left = new AbortController();
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(name);
  let end = null;
  let waits = false;

  const lead = () =>
    new Promise((resolve) => {
      if (left.signal.aborted) {
        resolve();
        return;
      }
      const stop = onLead();
      end = () => {
        end = null;
        stop();
        resolve();
      };
    });
  const request = async (options, callback) => {
    try {
      await (channel && navigator.locks).request(name, options, callback);
    } catch (failure) {
      if (!left.signal.aborted) {
        end?.();
        // Another tab took over, or there are no locks here.
        (failure.name === 'AbortError' ? wait : lead)();
      }
    }
  };
  const wait = () => {
    if (!waits) {
      waits = true;
      request({ signal: left.signal }, () => {
        waits = false;
        return lead();
      });
    }
  };

  if (channel) {
    channel.onmessage = ({ data }) => onMessage(data);
  }
  wait();
  return {
    post: (message) => left.signal.aborted || channel?.postMessage(message),
    takeOver: () => end ?? request({ steal: true }, lead),
    leave() {
      left.abort();
      end?.();
      channel?.close();
    },
  };
}
