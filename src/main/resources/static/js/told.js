// What screen readers are told of changes: politely, together, and not too often.

/** Milliseconds between two announcements. */
const REST = 8000;

/** For more to come along. */
const GATHER = 1500;

const MOST = 3;

/** Tells of changes in a live region. */
export class Told {
  #region;
  #more;
  #waiting = [];
  #count = 0;
  #timer = null;
  #lastAt = -Infinity;

  /**
   * @param {HTMLElement} region a polite one
   * @param {(count: number) => string} more how further changes are told
   */
  constructor(region, more) {
    this.#region = region;
    this.#more = more;
  }

  /** @param {string} sentence */
  tell(sentence) {
    if (document.hidden) {
      return;
    }
    this.#count += 1;
    if (this.#waiting.length < MOST) {
      this.#waiting.push(sentence);
    }
    if (this.#timer === null) {
      const rest = this.#lastAt + REST - performance.now();
      this.#timer = setTimeout(() => this.#flush(), Math.max(GATHER, rest));
    }
  }

  #flush() {
    const rest = this.#count - this.#waiting.length;
    const sentences = rest > 0 ? [...this.#waiting, this.#more(rest)] : this.#waiting;
    this.#region.replaceChildren(
      ...sentences.map((sentence) => {
        const line = document.createElement('p');
        line.textContent = sentence;
        return line;
      }),
    );
    this.#waiting = [];
    this.#count = 0;
    this.#timer = null;
    this.#lastAt = performance.now();
  }
}
