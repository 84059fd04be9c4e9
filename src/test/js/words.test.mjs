import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { changeWords, message } from '../../main/resources/static/js/words.js';
import { LANGUAGES, messages } from './messages.mjs';

const file = new URL('../resources/io/crier/board/change-words.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8'));

for (const { name, locale, zone, change, expected } of cases) {
  test(`${name} (${locale})`, () => {
    const words = changeWords(change, { messages: messages(locale.slice(0, 2)), locale, zone });
    assert.deepEqual(words, expected);
  });
}

test('every language has every message, with the same places to fill', () => {
  const places = (texts) => Object.entries(texts).map(([key, text]) => [key, text.match(/\{\d\}/g)?.sort() ?? []]);
  for (const language of LANGUAGES) {
    assert.deepEqual(places(messages(language)), places(messages('en')), language);
  }
});

test('a place that nothing fills stays, a message that is not there is its key', () => {
  assert.equal(message({ a: '{0} and {1}' }, 'a', 'x'), 'x and {1}');
  assert.equal(message({}, 'a.b', 'x'), 'a.b');
});

test('what fills a place is not read for places itself', () => {
  assert.equal(message({ a: '{0} {1}' }, 'a', '{1}', '$&'), '{1} $&');
});

test('a zone that this browser does not know gives way to the offset', () => {
  const change = {
    kind: 'updated',
    changed: [{ field: 'startsAt', from: '2027-03-04T17:00:00+01:00', to: '2027-03-04T18:00:00+01:00' }],
    announcement: { timeZone: 'Mars/Base', startsAt: '2027-03-04T18:00:00+01:00' },
  };
  const words = changeWords(change, { messages: messages('en'), locale: 'en-GB', zone: 'Asia/Tokyo' });
  assert.deepEqual(words, ['start 17:00 → 18:00']);
});
