// Clocks: in which zone a time is told, and how it looks there.

const DAY = 86_400_000;
const USUAL_LENGTH = 7_200_000;

/** Formatters are dear to make and alike; so many are kept. */
const MOST_FORMATTERS = 64;
const formatters = new Map();

/**
 * The zone that an announcement's times are told in: its own; where it names none, the offset that
 * they came with; where that is plain UTC, which says nothing of a place, the viewer's.
 *
 * @param {{timeZone?: string, startsAt?: string, endsAt?: string}} item an announcement
 * @param {string} [zone] the viewer's IANA zone
 * @returns {string} an IANA zone, or an offset such as `+01:00`
 */
export function ownZone(item, zone) {
  if (item.timeZone && isKnown(item.timeZone)) {
    return item.timeZone;
  }
  const offset = /[+-]\d\d:\d\d$/.exec(item.startsAt ?? '')?.[0];
  return offset ?? (item.timeZone ? 'UTC' : (zone ?? 'UTC'));
}

/**
 * The viewer's own zone.
 *
 * @returns {string} an IANA zone
 */
export const viewersZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * A time, or a stretch of it, as a clock and a calendar in the zone show it.
 *
 * @param {string} locale BCP 47
 * @param {string} zone an IANA zone, or an offset
 * @param {Intl.DateTimeFormatOptions} options what is shown
 * @param {Date} from
 * @param {Date} [to] the other end of a stretch
 * @returns {string} with plain spaces, whichever kind the language's data have this year
 */
export function format(locale, zone, options, from, to) {
  const offset = minutes(zone);
  const shown = formatter(locale, { ...options, timeZone: offset === null ? zone : 'UTC' });
  const at = (instant) => new Date(+instant + (offset ?? 0) * 60_000);
  const text = to === undefined ? shown.format(at(from)) : shown.formatRange(at(from), at(to));
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}

/**
 * The day that an instant is on in the zone.
 *
 * @returns {string} such as `2027-03-04`, to be compared
 */
export function dayOf(instant, zone) {
  return format('sv', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }, instant);
}

/**
 * How far the zone is from UTC at the instant.
 *
 * @returns {number} minutes, positive to the east
 */
export function offsetAt(instant, zone) {
  const fixed = minutes(zone);
  if (fixed !== null) {
    return fixed;
  }
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' };
  const shown = format('sv', zone, { ...fields, hourCycle: 'h23' }, instant);
  return Math.round((Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(+instant / 60_000) * 60_000) / 60_000);
}

/**
 * The stretch of time that an announcement takes: without an end two hours, on whole days up to the
 * midnight after the last one. Filters and phases of the API know it by the same rule.
 *
 * @param {object} item an announcement
 * @param {string} [zone] the viewer's IANA zone
 * @returns {{start: Date, end: Date}|null} the end exclusive; null where no start is known
 */
export function spanOf(item, zone) {
  if (!item.startsAt) {
    return null;
  }
  const start = new Date(item.startsAt);
  const told = item.endsAt ? new Date(item.endsAt) : start;
  if (!item.allDay) {
    return { start, end: told > start ? told : new Date(+start + USUAL_LENGTH) };
  }
  const own = ownZone(item, zone);
  const last = told > start ? new Date(+told - 1) : start;
  return { start: midnight(start, own, 0), end: midnight(last, own, 1) };
}

/**
 * Where an announcement stands on the clock.
 *
 * @param {object} item an announcement
 * @param {Date|number} now
 * @returns {'upcoming'|'live'|'ended'|'undated'}
 */
export function phaseOf(item, now) {
  const span = spanOf(item);
  if (span === null) {
    return 'undated';
  }
  return +now < +span.start ? 'upcoming' : +now < +span.end ? 'live' : 'ended';
}

/** The midnight at which the day of the instant begins in the zone, or one some days later. */
function midnight(instant, zone, daysLater) {
  const local = Date.parse(`${dayOf(instant, zone)}T00:00:00Z`) + daysLater * DAY;
  const guess = local - offsetAt(new Date(local), zone) * 60_000;
  return new Date(local - offsetAt(new Date(guess), zone) * 60_000);
}

function minutes(zone) {
  const parts = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  return parts === null ? null : (parts[1] === '-' ? -1 : 1) * (60 * parts[2] + +parts[3]);
}

function isKnown(zone) {
  try {
    formatter('en', { timeZone: zone });
    return minutes(zone) === null;
  } catch {
    return false;
  }
}

function formatter(locale, options) {
  const key = JSON.stringify([locale, options]);
  let found = formatters.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, options);
    if (formatters.size >= MOST_FORMATTERS) {
      formatters.clear();
    }
    formatters.set(key, found);
  }
  return found;
}
