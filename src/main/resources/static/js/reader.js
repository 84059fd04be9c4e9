// Up to where one tab was told what happened, and how it reads what it missed.
import { Gone, changesSince, past } from './changes.js';
import { pause } from './stream.js';

/** So many messages are kept while it reads; with more, it reads once more. */
const MOST_HELD = 256;

/** A reader of the log, at a cursor. */
export class Reader {
  cursor;
  #address;
  #member;
  #walk = null;
  #held = [];
  #wake = () => {};

  /**
   * @param {URL} address of the stream, with its filters
   * @param {{onTold: (told: {before?: string, cursor: string, changes: object[], net?: true}) => void,
   *   onReset: (reset: object) => void, onFailure: () => boolean, onBehind: () => void}} member `onTold`
   *   what is new, `onFailure` whether to go on trying, `onBehind` when `isBehind` may be another
   */
  constructor(address, member) {
    this.#address = address;
    this.#member = member;
  }

  /** Whether something was missed that is being read. */
  get isBehind() {
    return this.#walk !== null && !this.#walk.unnoticed;
  }

  /** Something that leads from one cursor to another one was told. */
  take(told) {
    if (this.#walk !== null) {
      this.#hold(told);
    } else if (!this.cursor || told.before === this.cursor || this.#isNextStep(told)) {
      this.#deliver(told);
    } else if (!(past(told.cursor, this.cursor) <= 0)) {
      this.catchUp();
    }
  }

  /** What was known cannot be continued. */
  reset({ reason, cursor, snapshot }) {
    this.abandon();
    this.cursor = cursor;
    this.#member.onReset({ reason, cursor, snapshot: new URL(snapshot, this.#address).href });
  }

  /**
   * Reads what became of everything since the cursor, however long it takes.
   *
   * @param {boolean} [unnoticed] though nothing is known to be missed
   * @param {number} [wait] milliseconds before it begins
   * @returns {Promise<boolean>} whether it is told; not, if it was abandoned
   */
  async catchUp(unnoticed = false, wait = 0) {
    const walk = (this.#walk = Object.assign(new AbortController(), { unnoticed }));
    this.#member.onBehind();
    let failures = 0;
    for (let done = false; !done; ) {
      await this.#rest(wait);
      try {
        done = walk.signal.aborted || (await this.#read(walk.signal));
      } catch (failure) {
        failures += 1;
        wait = Math.max(failure.retryAfter ?? 0, pause(failures));
        done = walk.signal.aborted || this.#stumbled(failure);
      }
    }
    if (!walk.signal.aborted) {
      this.#goOn();
    }
    return !walk.signal.aborted;
  }

  /** Stops reading. */
  abandon() {
    this.#walk?.abort();
    this.#walk = null;
    this.#held = [];
    this.wake();
  }

  /** Tries again at once. */
  wake() {
    this.#wake();
  }

  async #read(signal) {
    for await (const part of changesSince(this.#address, this.cursor, signal)) {
      if (signal.aborted) {
        break;
      }
      this.#deliver(part);
    }
    return true;
  }

  /** Whether it is done with. */
  #stumbled(failure) {
    if (failure instanceof Gone) {
      this.#walk = null;
      this.reset(failure.reset);
      return true;
    }
    return !this.#member.onFailure();
  }

  async #rest(wait) {
    let timer;
    if (wait > 0) {
      await new Promise((wake) => {
        this.#wake = wake;
        timer = setTimeout(wake, wait);
      });
    }
    clearTimeout(timer);
  }

  #hold(told) {
    if (this.#held.push(told) > MOST_HELD) {
      this.#held = [];
    }
  }

  /** Takes what was told meanwhile. */
  #goOn() {
    this.#walk = null;
    const held = this.#held;
    this.#held = [];
    held.forEach((told) => this.take(told));
    this.#member.onBehind();
  }

  /** At most one change between two cursors, of which the first is known at least. */
  #isNextStep({ before, cursor, net }) {
    return !net && past(before, this.cursor) <= 0 && past(cursor, this.cursor) > 0;
  }

  #deliver(told) {
    const before = this.cursor;
    this.cursor = told.cursor;
    this.#member.onTold({ ...told, before });
  }
}
