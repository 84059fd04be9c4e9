import assert from 'node:assert/strict';
import test from 'node:test';
import { phaseOf, spanOf } from '../../main/resources/static/js/clock.js';

const spans = {
  'with an end': [
    { startsAt: '2027-03-04T17:00:00+01:00', endsAt: '2027-03-04T18:30:00+01:00' },
    ['2027-03-04T16:00:00.000Z', '2027-03-04T17:30:00.000Z'],
  ],
  'without an end two hours': [
    { startsAt: '2027-03-04T17:00:00+01:00' },
    ['2027-03-04T16:00:00.000Z', '2027-03-04T18:00:00.000Z'],
  ],
  'whole days up to the midnight after them': [
    { allDay: true, timeZone: 'Europe/Brussels', startsAt: '2027-03-27T00:00:00+01:00', endsAt: '2027-03-29T00:00:00+02:00' },
    ['2027-03-26T23:00:00.000Z', '2027-03-28T22:00:00.000Z'],
  ],
  'a whole day that begins at one, since there is no midnight': [
    { allDay: true, timeZone: 'Africa/Cairo', startsAt: '2027-04-30T01:00:00+03:00' },
    ['2027-04-29T22:00:00.000Z', '2027-04-30T21:00:00.000Z'],
  ],
  'a whole day at an offset': [
    { allDay: true, startsAt: '2027-03-04T08:00:00-03:30' },
    ['2027-03-04T03:30:00.000Z', '2027-03-05T03:30:00.000Z'],
  ],
};

for (const [name, [item, expected]] of Object.entries(spans)) {
  test(name, () => {
    const { start, end } = spanOf(item);
    assert.deepEqual([start, end].map((instant) => instant.toISOString()), expected);
  });

  test(`the phase turns with its span: ${name}`, () => {
    const { start, end } = spanOf(item);
    const phases = [+start - 1, +start, +end - 1, +end].map((now) => phaseOf(item, now));
    assert.deepEqual(phases, ['upcoming', 'live', 'live', 'ended']);
  });
}

test('without a start there is none', () => {
  assert.equal(spanOf({}), null);
});
