import assert from 'node:assert/strict';
import test from 'node:test';
import { nextTick, phaseOf, relative, wall, when } from '../../main/resources/static/js/times.js';
import { messages } from './messages.mjs';

const NOW = Date.parse('2027-02-01T12:00:00Z');
const EVENING = {
  startsAt: '2027-03-04T17:00:00+01:00',
  endsAt: '2027-03-04T18:30:00+01:00',
  timeZone: 'Europe/Brussels',
  allDay: false,
};
const tell = (item, locale, zone, now = NOW) => when(item, { locale, zone, now, messages: messages(locale.slice(0, 2)) });

test('is told once where the clocks agree, whatever the zones are called', () => {
  assert.deepEqual(tell(EVENING, 'en-GB', 'Europe/Paris'), {
    text: 'Thu 4 March, 17:00–18:30',
    zone: null,
    yours: null,
    datetime: '2027-03-04T17:00:00+01:00',
  });
});

test('is told on both clocks where they differ', () => {
  const { text, zone, yours } = tell(EVENING, 'en-GB', 'Europe/Athens');
  assert.deepEqual([text, zone, yours], ['Thu 4 March, 17:00–18:30', 'CET', '18:00–19:30 your time']);
});

test('is told with the day where it is another one for the viewer', () => {
  assert.equal(tell(EVENING, 'de', 'Asia/Tokyo').yours, 'Fr., 5. März, 01:00–02:30 Uhr bei Ihnen');
});

test('clocks that part during the event differ', () => {
  const night = { ...EVENING, startsAt: '2027-03-27T20:00:00+01:00', endsAt: '2027-03-28T12:00:00+02:00' };
  assert.equal(tell(night, 'en-GB', 'Africa/Lagos').yours, 'Sat 27 March at 20:00 – Sun 28 March at 11:00 your time');
  assert.equal(tell({ ...night, endsAt: '2027-03-27T22:00:00+01:00' }, 'en-GB', 'Africa/Lagos').yours, null);
});

test('has a year where it is not this one', () => {
  assert.equal(tell(EVENING, 'fr', 'Europe/Paris', Date.parse('2026-12-01T00:00:00Z')).text, 'jeu. 4 mars 2027, 17:00 – 18:30');
});

test('without an end is a start', () => {
  assert.equal(tell({ ...EVENING, endsAt: undefined }, 'nl', 'Europe/Brussels').text, 'do 4 maart om 17:00');
});

test('over several days tells both', () => {
  const item = { ...EVENING, endsAt: '2027-03-06T12:00:00+01:00' };
  assert.equal(tell(item, 'es', 'Europe/Madrid').text, 'jue, 4 de marzo, 17:00 – sáb, 6 de marzo, 12:00');
});

test('whole days are those of the event, wherever the viewer is, and the last one counts', () => {
  const days = { ...EVENING, allDay: true, startsAt: '2027-03-04T00:00:00+01:00', endsAt: '2027-03-06T00:00:00+01:00' };
  const { text, zone, yours, datetime } = tell(days, 'en-GB', 'America/Los_Angeles');
  assert.deepEqual([text, zone, yours, datetime], ['Thu 4 March – Fri 5 March', null, null, '2027-03-04']);
  assert.equal(tell({ ...days, endsAt: undefined }, 'ca', 'Europe/Madrid').text, 'dj., 4 de març');
});

test('without a zone is on the clock of its offset, in plain UTC on the viewer’s', () => {
  const india = { startsAt: '2027-03-04T17:00:00+05:30' };
  assert.deepEqual(tell(india, 'en-GB', 'Europe/London'), {
    text: 'Thu 4 March at 17:00',
    zone: 'UTC+05:30',
    yours: '11:30 your time',
    datetime: '2027-03-04T17:00:00+05:30',
  });
  assert.equal(tell({ startsAt: '2027-03-04T17:00:00Z' }, 'en-GB', 'Europe/Athens').text, 'Thu 4 March at 19:00');
  assert.equal(tell({ startsAt: '2027-03-04T17:00:00Z' }, 'en-GB', 'Europe/Athens').zone, null);
});

test('without a date is told in words', () => {
  assert.equal(tell({ title: 'x' }, 'el', 'Europe/Athens').text, 'Ημερομηνία υπό ανακοίνωση');
});

test('odd zones have odd clocks', () => {
  const at = new Date('2027-07-01T00:00:00Z');
  const zones = ['Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Chatham', '-03:30', 'UTC'];
  assert.deepEqual(
    zones.map((zone) => wall(at, zone).slice(8)),
    ['01 05:45', '01 10:30', '01 14:00', '01 12:45', '30 20:30', '01 00:00'],
  );
});

test('phases turn where those of the API do', () => {
  const at = (text) => Date.parse(text);
  assert.equal(phaseOf({}, NOW), 'undated');
  assert.equal(phaseOf(EVENING, at('2027-03-04T15:59:59Z')), 'upcoming');
  assert.equal(phaseOf(EVENING, at('2027-03-04T16:00:00Z')), 'live');
  assert.equal(phaseOf(EVENING, at('2027-03-04T17:30:00Z')), 'ended');
  assert.equal(phaseOf({ ...EVENING, endsAt: undefined }, at('2027-03-04T17:59:59Z')), 'live');
  assert.equal(phaseOf({ ...EVENING, allDay: true }, at('2027-03-04T22:59:59Z')), 'live');
  assert.equal(phaseOf({ ...EVENING, allDay: true }, at('2027-03-04T23:00:00Z')), 'ended');
});

test('whole days end at midnight, also where that day has only 23 hours', () => {
  const item = { allDay: true, timeZone: 'Africa/Cairo', startsAt: '2027-04-30T01:00:00+03:00' };
  assert.equal(phaseOf(item, Date.parse('2027-04-29T21:59:59Z')), 'upcoming');
  assert.equal(phaseOf(item, Date.parse('2027-04-29T22:00:00Z')), 'live');
  assert.equal(phaseOf(item, Date.parse('2027-04-30T20:59:59Z')), 'live');
  assert.equal(phaseOf(item, Date.parse('2027-04-30T21:00:00Z')), 'ended');
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

for (const [ahead, words] of [
  [20 * MINUTE, 'in 20 minutes'],
  [19 * MINUTE + SECOND, 'in 20 minutes'],
  [SECOND, 'in 1 minute'],
  [0, 'now'],
  [-59 * SECOND, 'now'],
  [-60 * SECOND, '1 minute ago'],
  [-5 * MINUTE - SECOND, '5 minutes ago'],
  [HOUR, 'in 1 hour'],
  [89 * MINUTE, 'in 1 hour'],
  [90 * MINUTE, 'in 2 hours'],
  [-3 * HOUR, '3 hours ago'],
  [20 * DAY, 'in 20 days'],
  [100 * DAY, 'in 3 months'],
  [-800 * DAY, '2 years ago'],
]) {
  test(`${ahead / SECOND} seconds from now is ${words}`, () => {
    assert.equal(relative(NOW + ahead, NOW, 'en-GB'), words);
  });
}

test('from the 24th hour on days are those of the calendar', () => {
  const monday = new Date(2027, 1, 1, 10).getTime();
  assert.equal(relative(new Date(2027, 1, 2, 23), monday, 'de'), 'morgen');
  assert.equal(relative(new Date(2027, 1, 3, 9), monday, 'de'), 'übermorgen');
  assert.equal(relative(new Date(2027, 0, 31, 9), monday, 'es'), 'ayer');
  assert.equal(relative(new Date(2027, 1, 8, 9), monday, 'fr'), 'dans 7 jours');
});

test('until the next tick the words stay, and within the hour they change just after it', () => {
  const offsets = [1, 30, 60, 61, 59 * 60 + 30, 3600, 3700, 5400, 9000, 80_000, 86_400].flatMap((s) => [s, -s]);
  for (const offset of [0, ...offsets]) {
    const instant = NOW + offset * SECOND;
    const tick = nextTick([instant], NOW);
    const said = (now) => relative(instant, now, 'en-GB');
    assert.equal(said(NOW + tick - 1), said(NOW), `${offset} s before its tick`);
    if (Math.abs(offset) < 3500) {
      assert.notEqual(said(NOW + tick + 1), said(NOW), `${offset} s after its tick`);
    }
  }
});

test('the next tick is that of whatever turns first, and never far off', () => {
  assert.equal(nextTick([NOW + DAY * 40, NOW + 90 * SECOND, NOW + 2 * HOUR], NOW), 30 * SECOND);
  assert.equal(nextTick([], NOW), MINUTE);
});
