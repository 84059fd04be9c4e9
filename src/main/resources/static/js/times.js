// When an event is, for people: on its own clock and on the viewer's, and how far away.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CLOCK = { hour: 'numeric', minute: '2-digit' };

/** They are dear to make, and alike. */
const MOST_FORMATTERS = 64;
const formatters = new Map();

function formatter(type, locale, options) {
  const key = type.name + locale + JSON.stringify(options);
  if (!formatters.has(key)) {
    if (formatters.size >= MOST_FORMATTERS) {
      formatters.clear();
    }
    formatters.set(key, new type(locale, options));
  }
  return formatters.get(key);
}

/** The zone that an announcement is told in: its own, else the offset of its start, else the viewer's. */
export function ownZone({ timeZone, startsAt }, zone) {
  try {
    if (timeZone) {
      wall(0, timeZone);
      return timeZone;
    }
  } catch {
    // This browser does not know it.
  }
  return /[+-]\d\d:\d\d$/.exec(startsAt)?.[0] ?? zone ?? 'UTC';
}

/** A time, or a stretch of it, in a zone or at an offset; with plain spaces. */
export function format(locale, zone, options, from, to) {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const shift = sign ? `${sign}1` * (60 * hours + +minutes) * MINUTE : 0;
  const shown = formatter(Intl.DateTimeFormat, locale, { ...options, timeZone: sign ? 'UTC' : zone });
  const text = to ? shown.formatRange(+from + shift, +to + shift) : shown.format(+from + shift);
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}

/** `2027-03-04 17:00`, to be compared. */
export const wall = (instant, zone) => format('sv', zone, { dateStyle: 'short', timeStyle: 'short' }, instant);

export const dayOf = (instant, zone) => wall(instant, zone).slice(0, 10);

/** `upcoming`, `live`, `ended` or `undated`; as in the API, two hours are usual. */
export function phaseOf(item, now) {
  if (!item.startsAt) {
    return 'undated';
  }
  const [start, last] = span(item);
  const zone = ownZone(item);
  const [today, from, to] = item.allDay
    ? [now, start, last].map((instant) => dayOf(instant, zone))
    : [+now, +start, last > start ? last - 1 : +start + 2 * HOUR - 1];
  return today < from ? 'upcoming' : today > to ? 'ended' : 'live';
}

/** The start, and the end or the last instant of whole days. */
function span({ startsAt, endsAt, allDay }) {
  const start = new Date(startsAt);
  return [start, new Date(Math.max(start, new Date(endsAt ?? startsAt) - (allDay ? 1 : 0)))];
}

/**
 * When an event is: `text` on its own clock; where the viewer's differs, `zone` names that clock, and
 * `yours` is the viewer's time; `datetime` is the start.
 */
export function when(item, { locale, zone = Intl.DateTimeFormat().resolvedOptions().timeZone, messages, now = Date.now() }) {
  if (!item.startsAt) {
    return { text: messages['time.undated'], zone: null, yours: null, datetime: null };
  }
  const [start, end] = span(item);
  const own = ownZone(item, zone);
  const isThisYear = (place) => [start, end].every((each) => dayOf(each, place).slice(0, 4) === dayOf(now, place).slice(0, 4));
  const day = (place) => ({ weekday: 'short', day: 'numeric', month: 'long', year: isThisYear(place) ? undefined : 'numeric' });
  const stretch = (place, options) => format(locale, place, options, start, end > start && end);
  if (item.allDay) {
    return { text: stretch(own, day(own)), zone: null, yours: null, datetime: dayOf(start, own) };
  }
  const walls = [own, zone].map((place) => [start, end].map((instant) => wall(instant, place)));
  const differ = `${walls[0]}` !== `${walls[1]}`;
  const days = new Set(walls.flat().map((each) => each.slice(0, 10)));
  const yours = () => stretch(zone, { ...(days.size > 1 && day(zone)), ...CLOCK });
  return {
    text: stretch(own, { ...day(own), ...CLOCK }),
    zone: differ ? nameOf(own, locale, start) : null,
    yours: differ ? messages['time.yours'].replace('{0}', yours) : null,
    datetime: item.startsAt,
  };
}

/** Such as "CET". */
function nameOf(zone, locale, instant) {
  if (/^[+-]/.test(zone)) {
    return `UTC${zone}`;
  }
  const parts = formatter(Intl.DateTimeFormat, locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName').value;
}

/** Such as "in 20 minutes" (that have begun) or "tomorrow"; with options of Intl.RelativeTimeFormat. */
export function relative(instant, now, locale, options) {
  const shown = formatter(Intl.RelativeTimeFormat, locale, { numeric: 'auto', ...options });
  return shown.format(...distance(+new Date(instant), +now));
}

function distance(instant, now) {
  const ahead = instant - now;
  const apart = Math.abs(ahead);
  const minutes = Math.ceil(ahead / MINUTE);
  if (Math.abs(minutes) < 60) {
    return minutes ? [minutes, 'minute'] : [0, 'second'];
  }
  if (Math.abs(minutes) < 1440) {
    return [Math.round(minutes / 60), 'hour'];
  }
  const [day, today] = [instant, now].map((at) => new Date(at).setHours(0, 0, 0, 0));
  const days = Math.round((day - today) / DAY);
  const [length, unit] = apart < 30 * DAY ? [1, 'day'] : apart < 365 * DAY ? [30.44, 'month'] : [365.25, 'year'];
  return [Math.round(days / length), unit];
}

/** Milliseconds, at most a minute, for which `relative` says the same of all instants. */
export function nextTick(instants, now) {
  const parts = Array.from(instants, (instant) => (((new Date(instant) - now) % MINUTE) + MINUTE) % MINUTE || MINUTE);
  return Math.min(MINUTE, ...parts);
}
