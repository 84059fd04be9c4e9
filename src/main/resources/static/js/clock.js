// From when to when, for pages that show more than a list.
import { dayOf, ownZone, wall } from './times.js';

export { dayOf, format, ownZone, phaseOf } from './times.js';

const HOUR = 3_600_000;

/**
 * The time that an announcement takes. Without an end it is two hours, and whole days last up to the
 * midnight after the last one, as in the API.
 *
 * @param {object} item an announcement
 * @param {string} [zone] the viewer's, for one that names none
 * @returns {{start: Date, end: Date}|null} the end exclusive; null where no start is known
 */
export function spanOf(item, zone) {
  if (!item.startsAt) {
    return null;
  }
  const start = new Date(item.startsAt);
  const told = new Date(item.endsAt ?? start);
  if (!item.allDay) {
    return { start, end: told > start ? told : new Date(+start + 2 * HOUR) };
  }
  const own = ownZone(item, zone);
  return { start: midnight(start, own, 0), end: midnight(Math.max(start, told - 1), own, 24 * HOUR) };
}

/** @returns {string} the IANA zone of this machine */
export const viewersZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The midnight before an instant in a zone, or one later. */
function midnight(instant, zone, later) {
  const utc = Date.parse(dayOf(instant, zone)) + later;
  const offset = (at) => Date.parse(`${wall(at, zone).replace(' ', 'T')}Z`) - at;
  return new Date(utc - offset(utc - offset(utc)));
}
