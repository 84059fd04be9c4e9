// What became of an announcement, in words; on the server ChangeWords says the same.
import { dayOf, format, ownZone } from './times.js';

/** A message with its places `{0}`, `{1}` filled; its key where there is none. */
export function message(messages, key, ...values) {
  return (messages[key] ?? key).replace(/\{(\d)\}/g, (place, n) => values[n] ?? place);
}

/** A change in short texts, the most important one first, never none. */
export function changeWords({ kind, left, changed, announcement: item }, { messages, locale, zone }) {
  const say = (key, ...values) => message(messages, `change.${key}`, ...values);
  const changes = Object.fromEntries(changed.map((each) => [each.field, each]));
  const words = [
    kind === 'removed' && say(left ? 'left' : 'removed'),
    // Through a filter, what came into it was created for whoever looks through it.
    kind === 'created' && say(changed.length > 0 ? 'entered' : 'created'),
    ...fieldWords(changes, say, timeWords(changes, say, item, locale, zone)),
  ].filter(Boolean);
  return words.length > 0 ? [...new Set(words)] : [say(changed.length > 0 ? 'other' : 'updated')];
}

const KNOWN =
  'title summary body language startsAt endsAt timeZone allDay status attendance place organisers partners ' +
  'topics accessibility url registrationUrl recordingUrl imageUrl';

function fieldWords(changes, say, times) {
  const { status, attendance, place } = changes;
  const plain = (field, key = field) => changes[field] && say(key);
  const turned = (...to) => to.includes(status?.to) && say(`status.${status.to}`);
  const movedOnline = turned('moved-online');
  return [
    turned('cancelled', 'postponed'),
    movedOnline,
    attendance && !movedOnline && say(attendanceKey(attendance)),
    status?.to === 'scheduled' && say(`status.${status.from === 'cancelled' ? 'reinstated' : 'confirmed'}`),
    ...times,
    place && !movedOnline && attendance?.to !== 'online' && placeWord(place, say),
    linkWord(changes.recordingUrl, 'recording', say),
    linkWord(changes.registrationUrl, 'registration', say),
    // The times say it better.
    turned(changes.startsAt ? '' : 'rescheduled', 'tentative'),
    plain('title'),
    plain('summary', 'text') || plain('body', 'text'),
    plain('language'),
    ...['organisers', 'partners', 'topics', 'accessibility'].map((field) => listWord(changes[field], field, say)),
    plain('url'),
    plain('imageUrl', 'image'),
    Object.keys(changes).some((field) => !KNOWN.split(' ').includes(field)) && say('other'),
  ];
}

const attendanceKey = ({ from, to }) => `attendance.${to === null ? 'open' : `${from ?? 'unknown'}.${to}`}`;

const linkWord = (change, key, say) =>
  change && say(`${key}.${change.from === null ? 'set' : change.to === null ? 'gone' : 'changed'}`);

function placeWord({ from, to }, say) {
  const short = (place) => [...new Set([place?.name, place?.locality].filter(Boolean))].join(', ');
  const [before, now] = [short(from), short(to)];
  if (before === now) {
    return say('place.details');
  }
  if (now === '') {
    return say('place.open');
  }
  return before === '' ? say('place.set', isolated(now)) : say('place', isolated(before), isolated(now));
}

/** What was only added to is told by what was added. */
function listWord(change, field, say) {
  if (!change) {
    return null;
  }
  const [from, to] = [change.from, change.to].map((list) => (list ?? []).map((each) => each.name ?? each));
  const added = to.filter((name) => !from.includes(name));
  return added.length > 0 && from.every((name) => to.includes(name))
    ? say(`${field}.added`, added.map(isolated).join(', '))
    : say(field);
}

/** What others wrote keeps its direction to itself. */
const isolated = (text) => `\u2068${text}\u2069`;

/** On the clock that the event has now. */
function timeWords({ startsAt: start, endsAt: end, allDay: turn, timeZone: zones, status }, say, item, locale, viewers) {
  const zone = ownZone({ startsAt: start?.to ?? start?.from, ...item }, viewers);
  const { allDay } = item;
  const wholeDays = allDay || turn;
  const date = (text) => text && new Date(text);
  const show = (options, instant) => format(locale, zone, options, instant);
  const clock = (instant) => show({ timeStyle: 'short' }, instant);
  const moment = (instant, year) => {
    const day = show({ day: 'numeric', month: 'long', year }, instant);
    return wholeDays ? day : say('date-time', day, clock(instant));
  };
  const step = (key, otherDay, from, to) => {
    const [one, two] = [from, to].map((instant) => dayOf(instant, zone));
    const year = one.slice(0, 4) === two.slice(0, 4) ? undefined : 'numeric';
    return one !== two ? say(otherDay, moment(from, year), moment(to, year)) : !wholeDays && say(key, clock(from), clock(to));
  };

  const startWord = () => {
    const [from, to] = [date(start.from), date(start.to)];
    if (!to) {
      return status?.to !== 'postponed' && say('start.open');
    }
    return from ? step('start', 'moved', from, to) : say('start.set', moment(to));
  };

  /** An end that goes along with the start is not worth a word. */
  const endWord = () => {
    const [began, begins] = start ? [date(start.from), date(start.to)] : [date(item.startsAt), date(item.startsAt)];
    if (turn || !began || !begins) {
      return null;
    }
    // Whole days end at the midnight after the last one, and are told by that.
    const [from, to] = [end.from, end.to].map((text) => text && new Date(new Date(text) - (allDay ? 1 : 0)));
    if (!to) {
      return say('end.open');
    }
    if (!from) {
      const sameDay = dayOf(begins, zone) === dayOf(to, zone);
      return !(sameDay && allDay) && say('end.set', sameDay ? clock(to) : moment(to));
    }
    const length = (one, two) => (allDay ? Math.round((two - one) / 864e5) : two - one);
    return length(began, from) !== length(begins, to) && step('end', 'end', from, to);
  };

  const zoneWord = ({ from, to }) => (from && to ? say('zone', from, to) : to ? say('zone.set', to) : say('zone.open'));
  return [
    start && startWord(),
    end && endWord(),
    turn && (allDay ? say('all-day') : item.startsAt && say('at', clock(date(item.startsAt)))),
    zones && item.startsAt && (!start || start.from) && zoneWord(zones),
  ];
}
