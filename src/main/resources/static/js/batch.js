// Changes that come faster than they can be looked at: taken together, some of them at a time.

/** Milliseconds that are spent on changes at a time; as many again go to their layout. */
const BUDGET = 10;

/** Between two times: what comes alone is shown at once, and what comes in crowds need not make each frame. */
const REST = 120;

/** More that wait than this are not worth telling one by one. */
const MOST = 2000;

const MOST_WORDS = 6;

/**
 * @typedef {object} News
 * @property {string} kind `created`, `updated` or `removed`
 * @property {string} id
 * @property {number} version
 * @property {object} announcement
 * @property {string[]} words what became of it
 * @property {Date} at
 */

/** What became of announcements and was not shown yet; the last word on each. */
export class Batch {
  #waiting = new Map();
  #show;
  #overflow;
  #around;
  #scheduled = false;
  #ranAt = -Infinity;

  /**
   * @param {(news: News, rest: number) => void} show shows one; so many wait behind it
   * @param {() => void} overflow is called instead where too much waits
   * @param {(showing: () => void) => void} around what is to be done around all that one frame shows
   */
  constructor(show, overflow, around) {
    this.#show = show;
    this.#overflow = overflow;
    this.#around = around;
  }

  /** @param {News} news */
  add(news) {
    const before = this.#waiting.get(news.id);
    this.#waiting.delete(news.id);
    this.#waiting.set(news.id, before ? merged(before, news) : news);
    if (this.#waiting.size > MOST) {
      this.clear();
      this.#overflow();
      return;
    }
    this.#schedule();
  }

  /** Forgets what waits, since all of it is read anew. */
  clear() {
    this.#waiting.clear();
  }

  #schedule() {
    if (this.#scheduled) {
      return;
    }
    this.#scheduled = true;
    const run = () => {
      this.#scheduled = false;
      this.#around(() => this.#run());
    };
    const rest = this.#ranAt + REST - performance.now();
    // A page that nobody sees has no frames.
    if (document.hidden) {
      setTimeout(run, 1000);
    } else if (rest > 0) {
      setTimeout(() => requestAnimationFrame(run), rest);
    } else {
      requestAnimationFrame(run);
    }
  }

  #run() {
    const end = performance.now() + BUDGET;
    for (const [id, news] of this.#waiting) {
      this.#waiting.delete(id);
      this.#show(news, this.#waiting.size);
      if (performance.now() >= end) {
        break;
      }
    }
    this.#ranAt = performance.now();
    if (this.#waiting.size > 0) {
      this.#schedule();
    }
  }
}

/** What was created and changed before anybody saw it is new. */
function merged(before, news) {
  if (news.kind === 'removed') {
    return news;
  }
  const kind = before.kind === 'created' ? 'created' : news.kind;
  const words = kind === 'created' && before.kind === 'created' ? before.words : [...before.words, ...news.words];
  return { ...news, kind, words: [...new Set(words)].slice(0, MOST_WORDS) };
}
