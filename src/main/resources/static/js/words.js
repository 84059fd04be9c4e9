// What became of an announcement, in words. Its twin on the server is ChangeWords; both are held to
// the same cases.
import { dayOf, format, ownZone } from './clock.js';

const DAY = 86_400_000;

/** What somebody wrote keeps its direction to itself (Unicode UAX #9, FSI and PDI). */
const isolated = (text) => `\u2068${text}\u2069`;

/**
 * A message with its places filled.
 *
 * @param {Object<string, string>} messages
 * @param {string} key
 * @param {...string} values for `{0}`, `{1}`, …
 * @returns {string} the key itself where there is no such message
 */
export function message(messages, key, ...values) {
  return (messages[key] ?? key).replace(/\{(\d)\}/g, (place, n) => values[n] ?? place);
}

/**
 * A change in short texts, the most important one first, each of them once.
 *
 * @param {{kind: string, left?: boolean, changed: {field: string, from: *, to: *}[],
 *   announcement: object}} change as a stream or a delta tells it
 * @param {{messages: Object<string, string>, locale: string, zone?: string}} viewer messages of the
 *   language, BCP 47 locale of dates, IANA zone for events that name none
 * @returns {string[]} without a full stop or a capital letter, never empty
 */
export function changeWords(change, { messages, locale, zone }) {
  const say = (key, ...values) => message(messages, `change.${key}`, ...values);
  const changes = new Map((change.changed ?? []).map((each) => [each.field, each]));
  const told = new Telling(change.announcement ?? {}, changes, { say, locale, zone });
  const words = [...heading(change, changes, say), ...told.words()];
  if (words.length === 0) {
    words.push(say(changes.size === 0 ? 'updated' : 'other'));
  }
  return [...new Set(words)];
}

function heading({ kind, left }, changes, say) {
  if (kind === 'removed') {
    return [say(left ? 'left' : 'removed')];
  }
  // Through a filter, what came into it was created for whoever looks through it.
  return kind === 'created' ? [say(changes.size === 0 ? 'created' : 'entered')] : [];
}

class Telling {
  #item;
  #changes;
  #say;
  #locale;
  #zone;

  constructor(item, changes, { say, locale, zone }) {
    this.#item = item;
    this.#changes = changes;
    this.#say = say;
    this.#locale = locale;
    this.#zone = ownZone({ ...item, startsAt: this.#aTime() }, zone);
  }

  words() {
    const say = this.#say;
    const list = (field) => this.#list(field);
    const link = (field, key) => this.#link(field, key);
    const plain = (key, ...fields) => fields.some((field) => this.#changes.has(field)) && say(key);
    const words = [
      this.#status('cancelled', 'postponed'),
      this.#status('moved-online'),
      this.#attendance(),
      this.#status('scheduled'),
      this.#start(),
      this.#end(),
      this.#allDay(),
      this.#timeZone(),
      this.#place(),
      link('recordingUrl', 'recording'),
      link('registrationUrl', 'registration'),
      this.#status('rescheduled', 'tentative'),
      plain('title', 'title'),
      plain('text', 'summary', 'body'),
      plain('language', 'language'),
      ...['organisers', 'partners', 'topics', 'accessibility'].map(list),
      plain('url', 'url'),
      plain('image', 'imageUrl'),
    ];
    const rest = [...this.#changes.keys()].some((field) => !KNOWN.has(field));
    return [...words, rest && say('other')].filter(Boolean);
  }

  #status(...to) {
    const status = this.#changes.get('status');
    if (!to.includes(status?.to)) {
      return null;
    }
    if (status.to === 'scheduled') {
      return this.#say(status.from === 'cancelled' ? 'status.reinstated' : 'status.confirmed');
    }
    // The times say it better.
    return status.to === 'rescheduled' && this.#changes.has('startsAt') ? null : this.#say(`status.${status.to}`);
  }

  #attendance() {
    const { from, to } = this.#changes.get('attendance') ?? {};
    if (from === undefined || this.#changes.get('status')?.to === 'moved-online') {
      return null;
    }
    return this.#say(to === null ? 'attendance.open' : `attendance.${from ?? 'unknown'}.${to}`);
  }

  #start() {
    const change = this.#changes.get('startsAt');
    if (!change) {
      return null;
    }
    const [from, to] = [date(change.from), date(change.to)];
    if (to === null) {
      return this.#changes.get('status')?.to === 'postponed' ? null : this.#say('start.open');
    }
    if (from === null) {
      return this.#say('start.set', this.#moment(to, false));
    }
    const sameDay = this.#day(from) === this.#day(to);
    if (sameDay && (this.#item.allDay || this.#changes.has('allDay'))) {
      return null;
    }
    return sameDay
      ? this.#say('start', this.#time(from), this.#time(to))
      : this.#say('moved', ...this.#moments(from, to));
  }

  /** An end that goes along with the start is not worth a word. */
  #end() {
    const change = this.#changes.get('endsAt');
    const start = this.#changes.get('startsAt') ?? { from: this.#item.startsAt, to: this.#item.startsAt };
    if (!change || this.#changes.has('allDay') || !start.from || !start.to) {
      return null;
    }
    const [from, to] = [date(change.from), date(change.to)].map((end) => this.#last(end));
    if (to === null) {
      return this.#say('end.open');
    }
    if (from === null) {
      const sameDay = this.#day(to) === this.#day(date(start.to));
      return sameDay && this.#item.allDay ? null : this.#say('end.set', this.#moment(to, sameDay));
    }
    if (this.#length(date(start.from), from) === this.#length(date(start.to), to)) {
      return null;
    }
    return this.#day(from) === this.#day(to)
      ? this.#say('end', this.#time(from), this.#time(to))
      : this.#say('end', ...this.#moments(from, to));
  }

  #allDay() {
    const change = this.#changes.get('allDay');
    if (!change) {
      return null;
    }
    const start = date(this.#item.startsAt);
    return change.to ? this.#say('all-day') : start && this.#say('at', this.#time(start));
  }

  #timeZone() {
    const { from, to } = this.#changes.get('timeZone') ?? {};
    const start = this.#changes.get('startsAt');
    if (from === undefined || !this.#item.startsAt || (start && !start.from)) {
      return null;
    }
    if (from && to) {
      return this.#say('zone', from, to);
    }
    return to ? this.#say('zone.set', to) : this.#say('zone.open');
  }

  #place() {
    const change = this.#changes.get('place');
    if (!change) {
      return null;
    }
    const [from, to] = [shortPlace(change.from), shortPlace(change.to)];
    if (this.#movesOnline()) {
      return null;
    }
    if (to === '') {
      return this.#say(from === '' ? 'place.details' : 'place.open');
    }
    if (from === to) {
      return this.#say('place.details');
    }
    return from === ''
      ? this.#say('place.set', isolated(to))
      : this.#say('place', isolated(from), isolated(to));
  }

  /** Then there is no need to say where it is not. */
  #movesOnline() {
    return (
      this.#changes.get('status')?.to === 'moved-online' || this.#changes.get('attendance')?.to === 'online'
    );
  }

  #link(field, key) {
    const { from, to } = this.#changes.get(field) ?? {};
    if (from === undefined) {
      return null;
    }
    return this.#say(`${key}.${from === null ? 'set' : to === null ? 'gone' : 'changed'}`);
  }

  /** What was only added to is told by what was added. */
  #list(field) {
    const change = this.#changes.get(field);
    if (!change) {
      return null;
    }
    const [from, to] = [change.from, change.to].map((list) => (list ?? []).map((each) => each.name ?? each));
    const added = to.filter((name) => !from.includes(name));
    const onlyAdded = added.length > 0 && from.every((name) => to.includes(name));
    return onlyAdded
      ? this.#say(`${field}.added`, added.map(isolated).join(', '))
      : this.#say(field);
  }

  /** Some time of it, for the offset that its times came with. */
  #aTime() {
    const start = this.#changes.get('startsAt');
    return this.#item.startsAt ?? start?.to ?? start?.from;
  }

  /** The last instant of whole days, whose end is the midnight after. */
  #last(end) {
    return end && this.#item.allDay ? new Date(+end - 1) : end;
  }

  #length(start, end) {
    return this.#item.allDay ? Math.round((end - start) / DAY) : end - start;
  }

  #day(instant) {
    return dayOf(instant, this.#zone);
  }

  #time(instant) {
    return format(this.#locale, this.#zone, { timeStyle: 'short' }, instant);
  }

  #moments(from, to) {
    const withYear = this.#day(from).slice(0, -6) !== this.#day(to).slice(0, -6);
    return [this.#moment(from, false, withYear), this.#moment(to, false, withYear)];
  }

  #moment(instant, sameDay, withYear = false) {
    const options = { day: 'numeric', month: 'long', ...(withYear && { year: 'numeric' }) };
    const day = () => format(this.#locale, this.#zone, options, instant);
    if (sameDay && !this.#item.allDay) {
      return this.#time(instant);
    }
    const wholeDays = this.#item.allDay || this.#changes.has('allDay');
    return wholeDays ? day() : this.#say('date-time', day(), this.#time(instant));
  }
}

const KNOWN = new Set(
  ('title summary body language startsAt endsAt timeZone allDay status attendance place organisers partners ' +
    'topics accessibility url registrationUrl recordingUrl imageUrl').split(' '),
);

const date = (text) => (text ? new Date(text) : null);

const shortPlace = (place) => [...new Set([place?.name, place?.locality].filter(Boolean))].join(', ');
