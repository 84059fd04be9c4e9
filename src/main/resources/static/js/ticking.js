// Time passes: what comes next is on, what was on is over, and "in 20 minutes" becomes "in 19".
import { about, slotsOf } from './card.js';
import { dayOf, phaseOf } from './clock.js';
import { relative } from './times.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What is further away is told by its date. */
const SOON = 24 * 60 * MINUTE;

/**
 * Keeps cards true as time passes.
 *
 * @param {{cards: () => Iterable<HTMLElement>, turn: (card: HTMLElement, phase: string) => void,
 *   days: () => Iterable<HTMLElement>, news: () => Iterable<HTMLTimeElement>}} board all cards; what to do
 *   with one whose phase is another; the sections of days; when something became of announcements
 * @param {Viewer} viewer
 * @returns {{look: () => void, lookSoon: () => void}} `look` at all of them, at once or within a second,
 *   since there are others
 */
export function tick({ cards, turn, days, news }, viewer) {
  let lookedAt = 0;

  const pass = () => {
    const now = viewer.clock();
    const turned = [...cards()].filter((card) => isTurned(card, now));
    turned.forEach((card) => turn(card, phaseOf(about(card).item, now)));
    if (turned.length > 0 || now - lookedAt >= 15 * SECOND || now < lookedAt) {
      look();
    }
  };
  const look = () => {
    const now = viewer.clock();
    lookedAt = now;
    for (const card of cards()) {
      tellSoon(card, now, viewer);
    }
    tellDays(days(), now, viewer);
    tellNews(news(), now, viewer);
  };
  setInterval(pass, SECOND);
  document.addEventListener('visibilitychange', () => document.hidden || (pass(), look()));
  look();
  return { look, lookSoon: () => (lookedAt = -Infinity) };
}

function isTurned(card, now) {
  const { begins, ends } = about(card);
  switch (card.dataset.phase) {
    case 'upcoming':
      return now >= begins;
    case 'live':
      return now >= ends || now < begins;
    default:
      return false;
  }
}

/** Cards that tell how far away they are. */
const telling = new WeakSet();

function tellSoon(card, now, viewer) {
  const text = soon(card, now, viewer);
  if (text === '' && !telling.has(card)) {
    return;
  }
  telling.add(card);
  let { soon: slot, time } = slotsOf(card);
  if (!slot) {
    slot = document.createElement('span');
    slot.className = 'soon';
    slot.dataset.slot = 'soon';
    time.parentElement.append(' ', slot);
  }
  if (slot.textContent !== text) {
    slot.textContent = text;
  }
}

function soon(card, now, { say, locale }) {
  const { begins, ends, item } = about(card);
  const off = ['cancelled', 'postponed'].includes(card.dataset.status);
  if (off || item.allDay || Number.isNaN(begins)) {
    return '';
  }
  if (begins > now) {
    return begins - now < SOON ? say('soon.starts', relative(begins, now, locale)) : '';
  }
  // An end that nobody told is only guessed.
  return item.endsAt && ends > now && ends - now < SOON ? say('soon.ends', relative(ends, now, locale)) : '';
}

function tellNews(times, now, { locale }) {
  for (const time of times) {
    const text = relative(time.dateTime, now, locale);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}

function tellDays(days, now, { say, zone }) {
  const today = dayOf(new Date(now), zone);
  const tomorrow = new Date(Date.parse(`${today}T12:00:00Z`) + SOON).toISOString().slice(0, 10);
  for (const day of days) {
    const name = { [today]: say('day.today'), [tomorrow]: say('day.tomorrow') }[day.dataset.day] ?? '';
    const heading = day.querySelector('.date');
    let label = heading.querySelector('.near');
    if (name === '') {
      label?.remove();
    } else if (label?.textContent !== name) {
      label ??= document.createElement('span');
      label.className = 'near';
      label.textContent = name;
      heading.prepend(label, ' ');
    }
  }
}
