// Pages that are read anew as a whole when something changed: the month, one announcement.
import { addYours } from './card.js';
import { showConnection } from './connected.js';
import { follow } from './live.js';
import { keepingPlace, readAgain } from './renewal.js';
import { tick } from './ticking.js';

/** For more changes to come along, and the most that anybody waits, in milliseconds. */
const GATHER = 1500;
const PATIENCE = 10_000;

/** Between two looks at a page that no stream tells of; an unchanged one costs next to nothing. */
const LOOK = 60_000;

/**
 * Keeps a page as its server has it.
 *
 * @param {{kind: string, main: HTMLElement, stream?: string, cursor?: string, viewer: Viewer}} page
 */
export function keepRenewed({ kind, main, stream, cursor, viewer }) {
  const show = kind === 'month' ? () => markToday(main) : showTimes(main, viewer);
  const renewal = new Renewal(main, kind === 'month' ? '.calendar' : 'article, .history', show);
  if (stream) {
    follow(new URL(stream, location), {
      cursor,
      onChange: () => renewal.soon(),
      onReset: () => renewal.soon(),
      onState: showConnection(document.querySelector('#connection'), viewer),
    });
  } else {
    setInterval(() => document.hidden || renewal.soon(), LOOK);
    document.addEventListener('visibilitychange', () => document.hidden || renewal.soon());
  }
  show();
}

class Renewal {
  #main;
  #parts;
  #show;
  #timer = null;
  #waitsSince = null;

  constructor(main, parts, show) {
    this.#main = main;
    this.#parts = parts;
    this.#show = show;
  }

  soon() {
    this.#waitsSince ??= performance.now();
    const left = this.#waitsSince + PATIENCE - performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew(), Math.max(0, Math.min(GATHER, left)));
  }

  async #renew() {
    this.#waitsSince = null;
    try {
      const page = await readAgain();
      this.#adopt(page);
    } catch {
      this.#timer = setTimeout(() => this.#renew(), PATIENCE);
    }
  }

  /** Only what is another is touched; a link that has the focus keeps it. */
  #adopt(page) {
    const mine = [...this.#main.querySelectorAll(this.#parts)];
    const theirs = [...page.querySelectorAll(`#main :is(${this.#parts})`)];
    const focused = document.activeElement?.getAttribute?.('href');
    keepingPlace(this.#main, () => {
      mine.forEach((part, at) => {
        const other = theirs[at];
        if (other && part.dataset.as !== other.outerHTML) {
          const adopted = document.importNode(other, true);
          adopted.dataset.as = other.outerHTML;
          part.replaceWith(adopted);
        }
      });
    });
    if (focused && document.activeElement === document.body) {
      this.#main.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    this.#show();
  }
}

function showTimes(main, viewer) {
  const article = () => [...main.querySelectorAll('article[data-id]')];
  let ticking = null;
  return () => {
    article().forEach((each) => addYours(each, viewer));
    ticking ??= tick({ cards: article, turn: () => {}, days: () => [], news: () => [] }, viewer);
    ticking.look();
  };
}

function markToday(main) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  for (const cell of main.querySelectorAll('td[data-day]')) {
    if (cell.dataset.day === today) {
      cell.setAttribute('aria-current', 'date');
    }
  }
}
