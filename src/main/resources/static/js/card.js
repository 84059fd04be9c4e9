// A card: an announcement among others. The markup is the server's; here it is only filled in.
import { dayOf, format, ownZone, phaseOf, spanOf } from './clock.js';
import { relative, when } from './times.js';
import { message } from './words.js';

const CLOCK = { timeStyle: 'short' };
const MOST_TOPICS = 6;

/** What is known of cards beside their markup, so that it need not be read from there. */
const known = new WeakMap();

/**
 * What a card is about, as far as its place and its times go.
 *
 * @param {HTMLElement} card
 * @returns {{id: string, version: number, begins: number, ends: number, day: string, oneDay: boolean, item: object}}
 *   times in milliseconds, NaN where no start is known; `day` such as `2027-03-04`, on which it begins
 *   in its own zone, and whether it ends on it
 */
export function about(card) {
  let found = known.get(card);
  if (found === undefined) {
    const { id, version, startsAt, endsAt, timeZone, allDay } = card.dataset;
    found = facts({ id, version: +version, startsAt, endsAt, timeZone, allDay: allDay !== undefined });
    known.set(card, found);
  }
  return found;
}

function facts(item) {
  const span = spanOf(item);
  const day = span === null ? '' : dayOf(span.start, ownZone(item, 'UTC'));
  const [begins, ends] = span === null ? [NaN, NaN] : [+span.start, +span.end];
  const oneDay = span !== null && dayOf(new Date(ends - 1), ownZone(item, 'UTC')) === day;
  return { id: item.id, version: item.version, begins, ends, day, oneDay, item };
}

/**
 * Makes a card.
 *
 * @param {HTMLTemplateElement} template the empty card
 * @param {object} item an announcement of the API
 * @param {Viewer} viewer
 * @param {{kind: string, words: string[], at: Date}|null} news what became of it
 * @returns {HTMLElement}
 */
export function makeCard(template, item, viewer, news) {
  const card = template.content.firstElementChild.cloneNode(true);
  const slots = slotsOf(card);
  fillData(card, item, viewer.clock());
  fillTitle(slots, item, viewer);
  fillNews(slots, news, viewer);
  fillText(slots.summary, item.summary, item.language, viewer);
  fillText(slots.where, where(item, viewer));
  fillText(slots.who, (item.organisers ?? []).map((each) => each.name).join(', '));
  fillStatus(slots, item, viewer);
  fillTopics(slots, item.topics ?? [], viewer);
  fillLinks(slots, item, viewer.clock());
  known.set(card, facts(item));
  if (about(card).oneDay) {
    card.dataset.oneDay = 'true';
  }
  fillTimes(slots, item, viewer);
  return card;
}

/** On its own clock, and on the viewer's where that shows another time. */
function fillTimes(slots, item, viewer) {
  const span = spanOf(item);
  const told = when(item, { ...viewer, now: viewer.clock() });
  if (told.datetime !== null) {
    slots.time.dateTime = told.datetime;
  }
  if (span === null) {
    slots.days.textContent = told.text;
    slots.hours.remove();
  } else {
    const { days, hours } = stretch(item, span, viewer);
    slots.days.textContent = days;
    slots.hours.textContent = hours;
  }
  fillZone(slots, told, item);
}

/**
 * Adds the viewer's own time to a card that the server wrote, and takes the name of the clock away where
 * the viewer's shows the same.
 *
 * @param {HTMLElement} card or anything else with its slots
 * @param {Viewer} viewer
 */
export function addYours(card, viewer) {
  const slots = slotsOf(card);
  const told = when(about(card).item, { ...viewer, now: viewer.clock() });
  if (!slots.yours) {
    const yours = document.createElement('span');
    yours.className = 'yours';
    yours.dataset.slot = 'yours';
    slots.time.parentElement.append(' ', yours);
    slots.yours = yours;
  }
  fillZone(slots, told, about(card).item);
}

function fillZone(slots, { zone, yours }, item) {
  if (yours === null) {
    slots.yours.remove();
    slots.zone?.remove();
    return;
  }
  slots.yours.textContent = yours;
  if (slots.zone && slots.zone.textContent === '') {
    slots.zone.textContent = zone;
    slots.zone.title = item.timeZone ?? '';
  }
}

function stretch(item, span, { locale, clock, zone }) {
  const own = ownZone(item, zone);
  const year = (instant) => dayOf(instant, own).slice(0, -6);
  const thisYear = String(new Date(clock()).getFullYear());
  const date = (instant) => ({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(year(instant) !== thisYear && { year: 'numeric' }),
  });
  const day = (instant) => format(locale, own, date(instant), instant);
  const time = (instant) => format(locale, own, CLOCK, instant);
  const last = new Date(+span.end - 1);
  if (item.allDay) {
    const oneDay = dayOf(last, own) === dayOf(span.start, own);
    return { days: oneDay ? day(span.start) : `${day(span.start)} – ${day(last)}`, hours: '' };
  }
  if (!item.endsAt || +span.end === +span.start) {
    return { days: day(span.start), hours: time(span.start) };
  }
  // What ends at midnight ends on the day before.
  const sameDay = dayOf(last, own) === dayOf(span.start, own);
  const end = sameDay ? time(span.end) : `${day(span.end)}, ${time(span.end)}`;
  return { days: day(span.start), hours: `${time(span.start)} – ${end}` };
}

function fillData(card, item, now) {
  const { id, version, startsAt, endsAt, timeZone, allDay, status } = item;
  Object.assign(card.dataset, { id, version, phase: phaseOf(item, now) });
  const optional = { startsAt, endsAt, timeZone, allDay: allDay || undefined, status: unusual(status) };
  for (const [name, value] of Object.entries(optional)) {
    if (value !== undefined && value !== null) {
      card.dataset[name] = value;
    }
  }
}

const unusual = (status) => (status === 'scheduled' ? undefined : status);

function fillTitle(slots, item, viewer) {
  slots.title.textContent = item.title;
  slots.title.href = viewer.link(`/announcements/${item.id}`);
  tellLanguage(slots.title.parentElement, item.language, viewer);
}

function fillNews(slots, news, viewer) {
  if (news === null) {
    slots.news.remove();
    return;
  }
  slots.news.dataset.news = news.kind;
  slots.words.textContent = news.words.join(' · ');
  slots.at.dateTime = news.at.toISOString();
  slots.at.textContent = relative(news.at, viewer.clock(), viewer.locale);
}

function fillStatus(slots, { status }, viewer) {
  if (unusual(status)) {
    slots.status.dataset.status = status;
    slots.status.textContent = viewer.say(`status.${status}`);
  } else {
    slots.status.remove();
  }
}

function fillTopics(slots, topics, viewer) {
  if (topics.length === 0) {
    slots.topics.remove();
    return;
  }
  const entry = slots.topics.firstElementChild;
  slots.topics.replaceChildren(
    ...topics.slice(0, MOST_TOPICS).map((topic) => {
      const copy = entry.cloneNode(true);
      copy.firstElementChild.textContent = topic;
      copy.firstElementChild.href = viewer.link(`/?topic=${encodeURIComponent(topic)}`);
      return copy;
    }),
  );
}

function fillLinks(slots, item, now) {
  const registration = phaseOf(item, now) === 'ended' ? null : item.registrationUrl;
  fillLink(slots.registration, registration);
  fillLink(slots.recording, item.recordingUrl);
  if (!registration && !item.recordingUrl) {
    slots.links.remove();
  }
}

function fillLink(slot, address) {
  if (address) {
    slot.href = address;
  } else {
    slot.remove();
  }
}

function fillText(slot, text, language, viewer) {
  if (text) {
    slot.textContent = text;
    tellLanguage(slot, language, viewer);
  } else {
    slot.remove();
  }
}

function tellLanguage(element, language, viewer) {
  if (language && language.split('-')[0] !== viewer.locale.split('-')[0]) {
    element.lang = language;
  }
}

function where(item, { messages, locale }) {
  const online = item.attendance === 'online' || item.status === 'moved-online';
  if (online) {
    return message(messages, 'attendance.online');
  }
  const { name, locality, country } = item.place ?? {};
  const parts = [name, locality].filter(Boolean);
  const last = parts.length === 2 && parts[0].toLowerCase().endsWith(parts[1].toLowerCase()) ? parts.slice(0, 1) : parts;
  const named = country && last.length === 0 ? new Intl.DisplayNames(locale, { type: 'region' }).of(country) : '';
  const place = last.join(', ') || named;
  if (item.attendance === 'hybrid') {
    return place ? message(messages, 'where.hybrid', place) : message(messages, 'attendance.hybrid');
  }
  return place;
}

/** The parts of a card by their names. */
export const slotsOf = (card) =>
  Object.fromEntries([...card.querySelectorAll('[data-slot]')].map((slot) => [slot.dataset.slot, slot]));
