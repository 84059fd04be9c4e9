// When an event is, for people: on its own clock and on the viewer's, and how far away it is.
import { dayOf, format, offsetAt, ownZone, spanOf, viewersZone } from './clock.js';
import { message } from './words.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** A page that is looked at again at least this often needs no longer timer. */
const LONGEST_TICK = HOUR;

/**
 * When an event is.
 *
 * @param {object} item an announcement
 * @param {{locale: string, zone?: string, messages: Object<string, string>, now?: Date|number}} viewer
 *   BCP 47 locale of dates; the viewer's IANA zone, that of the machine unless told
 * @returns {{text: string, zone: string|null, yours: string|null, datetime: string|null}} day and time on
 *   the event's own clock; the name of that clock and the viewer's time where the viewer's clock shows
 *   another one, else null; the start for `<time datetime>`. The year is told where it is not this one
 */
export function when(item, { locale, zone = viewersZone(), messages, now = Date.now() }) {
  const span = spanOf(item, zone);
  if (span === null) {
    return { text: message(messages, 'time.undated'), zone: null, yours: null, datetime: null };
  }
  const own = ownZone(item, zone);
  const shown = dates(span, own, now);
  if (item.allDay) {
    const last = new Date(+span.end - 1);
    return { text: stretch(locale, own, shown, span.start, last), zone: null, yours: null, datetime: dayOf(span.start, own) };
  }
  const end = item.endsAt ? span.end : span.start;
  const yours = (options) => message(messages, 'time.yours', stretch(locale, zone, options, span.start, end));
  const elsewhere = [span.start, end].some((instant) => offsetAt(instant, own) !== offsetAt(instant, zone));
  const days = [span.start, end].flatMap((instant) => [dayOf(instant, own), dayOf(instant, zone)]);
  const sameDay = new Set(days).size === 1;
  return {
    text: stretch(locale, own, { ...shown, ...CLOCK }, span.start, end),
    zone: elsewhere ? nameOf(own, locale, span.start) : null,
    yours: elsewhere ? yours(sameDay ? CLOCK : { ...dates(span, zone, now), ...CLOCK }) : null,
    datetime: item.startsAt,
  };
}

/**
 * How far away an instant is, such as "in 20 minutes", "tomorrow" or "3 days ago".
 *
 * @param {Date|number|string} instant
 * @param {Date|number} now
 * @param {string} locale BCP 47
 * @param {Intl.RelativeTimeFormatOptions} [options] such as `{style: 'short'}`
 * @returns {string} in whole minutes that begin (so it is "in 1 minute" until it starts), hours, days of
 *   this machine's calendar from the 24th hour on, weeks, months, years
 */
export function relative(instant, now, locale, options = {}) {
  const { value, unit } = distance(+new Date(instant), +now);
  return relativeFormat(locale, options).format(value, unit).replace(/[\u00a0\u202f]/g, ' ');
}

/**
 * How long what `relative` says of any of the instants stays true.
 *
 * @param {Iterable<Date|number|string>} instants
 * @param {Date|number} now
 * @returns {number} milliseconds, more than none and at most an hour
 */
export function nextTick(instants, now) {
  let soonest = LONGEST_TICK;
  for (const instant of instants) {
    soonest = Math.min(soonest, distance(+new Date(instant), +now).lasts);
  }
  return Math.max(1, Math.ceil(soonest));
}

const CLOCK = { hour: 'numeric', minute: '2-digit' };

function dates({ start, end }, zone, now) {
  const year = (instant) => dayOf(instant, zone).slice(0, -6);
  const far = [start, new Date(+end - 1)].some((instant) => year(instant) !== year(now));
  return { weekday: 'short', day: 'numeric', month: 'long', ...(far && { year: 'numeric' }) };
}

function stretch(locale, zone, options, from, to) {
  return format(locale, zone, options, from, +to > +from ? to : undefined);
}

/** The short name of a clock at an instant, such as "CET", or its offset where it has no name. */
function nameOf(zone, locale, instant) {
  if (/^[+-]/.test(zone)) {
    return `UTC${zone}`;
  }
  const withName = format(locale, zone, { ...CLOCK, timeZoneName: 'short' }, instant);
  return withName.replace(format(locale, zone, CLOCK, instant), '').trim();
}

/** Its value and unit, and for how many milliseconds they stay what they are. */
function distance(instant, now) {
  const ahead = instant - now;
  const apart = Math.abs(ahead);
  const sign = Math.sign(ahead);
  if (apart < HOUR) {
    const minutes = ahead > 0 ? Math.ceil(ahead / MINUTE) : -Math.floor(apart / MINUTE);
    const rest = apart % MINUTE;
    const lasts = ahead > 0 ? rest || MINUTE : MINUTE - rest;
    return minutes === 0 ? { value: 0, unit: 'second', lasts } : { value: minutes, unit: 'minute', lasts };
  }
  if (apart < DAY) {
    const hours = Math.round(apart / HOUR);
    const turn = ahead > 0 ? Math.max(1, hours - 0.5) : Math.min(24, hours + 0.5);
    return { value: sign * hours, unit: 'hour', lasts: Math.abs(apart - turn * HOUR) };
  }
  const days = calendarDays(instant, now);
  if (Math.abs(days) < 14) {
    const lasts = Math.min(untilMidnight(now), ahead > 0 ? apart - DAY : DAY);
    return { value: days || sign, unit: 'day', lasts };
  }
  const [value, unit] =
    apart < 9 * WEEK
      ? [apart / WEEK, 'week']
      : apart < 365 * DAY
        ? [apart / (30.44 * DAY), 'month']
        : [apart / (365.25 * DAY), 'year'];
  return { value: sign * Math.round(value), unit, lasts: LONGEST_TICK };
}

/** Days between two days of this machine's calendar; its days of 23 and 25 hours count as one. */
function calendarDays(instant, now) {
  const [day, today] = [instant, now].map((at) => new Date(at).setHours(0, 0, 0, 0));
  return Math.round((day - today) / DAY);
}

const untilMidnight = (now) => new Date(now).setHours(24, 0, 0, 0) - now;

const relativeFormats = new Map();

/** As many are kept as a page has locales and styles. */
function relativeFormat(locale, options) {
  const key = JSON.stringify([locale, options]);
  if (!relativeFormats.has(key)) {
    relativeFormats.set(key, new Intl.RelativeTimeFormat(locale, { numeric: 'auto', ...options }));
  }
  return relativeFormats.get(key);
}
