/** Seconds that are shown. */
export const SPAN = 600;

/** Values of the last while, of several figures that are measured together. */
export class Series {
  #span;
  #most;
  #times = [];
  #values = new Map();

  /**
   * @param {string[]} keys of the figures
   * @param {{ span?: number, most?: number }} [bounds] how many seconds are kept, and how many moments at the most
   */
  constructor(keys, { span = SPAN, most = 600 } = {}) {
    this.#span = span;
    this.#most = most;
    for (const key of keys) {
      this.#values.set(key, []);
    }
  }

  /**
   * Adds a moment, and forgets what is too old. One that is not later than the last one is passed over.
   * @param {number} time seconds of the epoch
   * @param {Record<string, ?number>} values by key; what is missing is a gap
   */
  add(time, values) {
    if (this.#times.length > 0 && time <= this.#times.at(-1)) {
      return;
    }
    this.#times.push(time);
    for (const [key, column] of this.#values) {
      column.push(values[key] ?? null);
    }
    this.#trim(time - this.#span);
  }

  /** A gap just before the time, so that no line is drawn over what nobody has seen. */
  gap(time) {
    if (this.#times.length > 0) {
      this.add(time, {});
    }
  }

  #trim(oldest) {
    const late = this.#times.findIndex((time) => time >= oldest);
    const drop = Math.max(late < 0 ? this.#times.length : late, this.#times.length - this.#most);
    if (drop > 0) {
      this.#times.splice(0, drop);
      for (const column of this.#values.values()) {
        column.splice(0, drop);
      }
    }
  }

  clear() {
    this.#times.length = 0;
    for (const column of this.#values.values()) {
      column.length = 0;
    }
  }

  get length() {
    return this.#times.length;
  }

  /**
   * What a plot is drawn of.
   * @param {string[]} keys
   * @returns {Array<Array<?number>>} the times, and a column for each key
   */
  columns(keys) {
    return [this.#times, ...keys.map((key) => this.#values.get(key))];
  }

  /**
   * Between what a figure has been.
   * @param {string} key
   * @returns {{ lowest: ?number, highest: ?number }} null where nothing is known
   */
  range(key) {
    let lowest = null;
    let highest = null;
    for (const value of this.#values.get(key)) {
      if (value !== null) {
        lowest = lowest === null || value < lowest ? value : lowest;
        highest = highest === null || value > highest ? value : highest;
      }
    }
    return { lowest, highest };
  }
}
