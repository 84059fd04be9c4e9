// The sections of the board: where each card stands, and in which order.
import { format } from './clock.js';
import { about } from './card.js';

/** No more cards than that in what comes next, however many are announced. */
const MOST = 1000;

const HEADING = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };

/** Sections that have cards in the order of their times. */
export class Sections {
  #root;
  #locale;
  #cards = new Map();
  #byName = new Map();

  /**
   * @param {HTMLElement} root
   * @param {string} locale
   */
  constructor(root, locale) {
    this.#root = root;
    this.#locale = locale;
    this.read();
  }

  /** Reads what is on the page, which was written by somebody else. */
  read() {
    this.#byName = new Map(
      [...this.#root.querySelectorAll('[data-section]')].map((section) => [section.dataset.section, section]),
    );
    this.#cards = new Map();
    for (const name of ['live', 'next', 'undated', 'past']) {
      this.#byName.get(name)?.querySelectorAll('.card').forEach((card) => this.#cards.set(card.dataset.id, card));
    }
    this.tidy();
  }

  /** @returns {HTMLElement|undefined} the card of an announcement, in whichever section it is */
  find(id) {
    return this.#cards.get(id);
  }

  /** @returns {Iterable<HTMLElement>} all cards */
  all() {
    return this.#cards.values();
  }

  /**
   * Puts a card where it belongs, in the place of another one of the same announcement. What that leaves
   * empty stays until it is tidied.
   *
   * @param {HTMLElement} card
   * @param {'live'|'upcoming'|'undated'|'ended'} phase
   * @param {boolean} known whether only what is on the page is to stay on it
   * @returns {boolean} whether there is a place for it
   */
  place(card, phase, known = false) {
    const before = this.#cards.get(card.dataset.id);
    const list = before === undefined && known ? null : this.#listFor(card, phase, before);
    if (list === null) {
      this.remove(card.dataset.id);
      return false;
    }
    card.dataset.phase = phase;
    if (before !== undefined && before !== card && before.parentElement === list && isInPlace(before, card)) {
      before.replaceWith(card);
    } else {
      if (before !== card) {
        before?.remove();
      }
      insert(list, card);
    }
    this.#cards.set(card.dataset.id, card);
    return true;
  }

  /** Takes the card of an announcement away, if there is one. */
  remove(id) {
    const card = this.#cards.get(id);
    this.#cards.delete(id);
    card?.remove();
  }

  /** Takes away days and hides sections that are empty, and what is too much. */
  tidy() {
    this.#shorten();
    this.#hideEmpty();
  }

  #listFor(card, phase, before) {
    switch (phase) {
      case 'live':
        return cardsOf(this.#byName.get('live'));
      case 'upcoming':
        return this.#isWithin(card, before) ? this.#dayFor(about(card).day) : null;
      case 'undated':
        return cardsOf(this.#byName.get('undated'));
      default:
        return before?.closest('[data-section]')?.dataset.section === 'past' ? before.parentElement : null;
    }
  }

  /** What comes after the last card is on another page. */
  #isWithin(card) {
    const next = this.#byName.get('next');
    if (!next) {
      return false;
    }
    if (next.dataset.complete !== undefined) {
      return true;
    }
    const last =
      next.querySelector('.day:last-of-type > .cards > .card:last-child') ?? [...next.querySelectorAll('.card')].at(-1);
    return last !== undefined && compare(card, last) <= 0;
  }

  #dayFor(date) {
    const next = this.#byName.get('next');
    const days = [...next.querySelectorAll('.day')];
    const found = days.find((day) => day.dataset.day === date);
    if (found) {
      return cardsOf(found);
    }
    const day = this.#makeDay(date);
    const later = days.find((each) => each.dataset.day > date) ?? next.querySelector('.more');
    next.insertBefore(day, later);
    return cardsOf(day);
  }

  #makeDay(date) {
    const day = document.createElement('section');
    day.className = 'day';
    day.dataset.day = date;
    day.setAttribute('aria-labelledby', `day-${date}`);
    const heading = document.createElement('h2');
    heading.className = 'date';
    heading.id = `day-${date}`;
    const time = document.createElement('time');
    time.dateTime = date;
    time.textContent = format(this.#locale, 'UTC', HEADING, new Date(`${date}T12:00:00Z`));
    heading.append(time);
    const cards = document.createElement('div');
    cards.className = 'cards';
    day.append(heading, cards);
    return day;
  }

  #shorten() {
    const next = this.#byName.get('next');
    if (next && this.#cards.size > MOST) {
      delete next.dataset.complete;
      for (const card of [...next.querySelectorAll('.card')].slice(MOST - this.#cards.size)) {
        this.#cards.delete(card.dataset.id);
        card.remove();
      }
    }
  }

  #hideEmpty() {
    this.#byName.get('next')?.querySelectorAll('.day').forEach((day) => {
      if (cardsOf(day).childElementCount === 0) {
        day.remove();
      }
    });
    for (const [name, section] of this.#byName) {
      if (name !== 'nothing' && name !== 'news') {
        section.hidden = section.querySelector('.card') === null;
      }
    }
    const nothing = this.#byName.get('nothing');
    if (nothing) {
      nothing.hidden = this.#cards.size > 0;
    }
  }
}

const cardsOf = (section) => section?.querySelector('.cards') ?? null;

/** By day, by time, by id; what has no date as it comes. */
function compare(one, other) {
  const [a, b] = [about(one), about(other)];
  return a.day.localeCompare(b.day) || (a.begins || 0) - (b.begins || 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function isInPlace(before, card) {
  const [a, b] = [about(before), about(card)];
  return a.day === b.day && (a.begins === b.begins || Number.isNaN(a.begins));
}

/** From the end, since most of what is new comes late. */
function insert(list, card) {
  let after = list.lastElementChild;
  while (after !== null && (after === card || compare(after, card) > 0)) {
    after = after.previousElementSibling;
  }
  if (after === null) {
    list.prepend(card);
  } else {
    after.after(card);
  }
}
