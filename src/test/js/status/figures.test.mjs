import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIGURES, GROUPS, measure, totals } from '../../../main/resources/status/figures.js';
import { moment } from './moments.mjs';

test('the first moment has levels and no rates', () => {
  const { values, follows } = measure(moment(0), null);
  assert.equal(follows, false);
  assert.equal(values.streams, 3);
  assert.equal(values.lag99, 0.02);
  assert.equal(values.deliveries, null);
  assert.equal(values.tailLag, null);
});

test('two moments have rates', () => {
  const { values, follows } = measure(
    moment(2, {
      streams: { deliveries: 500, bytes: 3000, opens: { opened: 10, full: 3, failed: 2 }, resets: { expired: 2, future: 1 } },
      publishing: { writes: { created: 20, updated: 7, removed: 2, refused: 5 }, seconds: 0.3 },
      machine: { cpuSeconds: 13 },
    }),
    moment(0),
  );
  assert.equal(follows, true);
  assert.deepEqual(
    [values.deliveries, values.sent, values.opens, values.refusals, values.resets, values.publishes, values.unpublished, values.cpu],
    [200, 1000, 3, 2, 30, 7, 2, 0.75],
  );
  assert.ok(Math.abs(values.publishing - 0.14 / 18) < 1e-9);
});

test('of another life of the process, or of long ago, there are no rates', () => {
  for (const before of [moment(0, { since: '2026-11-22T09:00:00Z' }), moment(-60), moment(2), moment(9)]) {
    assert.equal(measure(moment(2), before).values.deliveries, null);
  }
});

test('what nobody published has taken no time', () => {
  assert.equal(measure(moment(2), moment(0)).values.publishing, null);
});

test('what is not known is null and not missing', () => {
  const { values } = measure(moment(0, { streams: { lag: null }, log: { ring: null, age: null } }), null);
  assert.deepEqual(Object.keys(values).sort(), [...FIGURES.keys()].sort());
  assert.equal(values.lag50, null);
  assert.equal(values.ring, null);
  assert.ok(Object.values(values).every((value) => value !== undefined));
});

test('every figure has a name of its own', () => {
  const figures = GROUPS.flatMap((group) => group.figures);
  assert.equal(FIGURES.size, figures.length);
  assert.equal(new Set(figures.map((figure) => figure.label)).size, figures.length);
});

test('totals are told by reason, those that never happened too', () => {
  const rows = new Map(totals(moment(0)));
  assert.equal(rows.get('Streams refused: as many were open as may be'), 1);
  assert.equal(rows.get('Resets: what followed was no longer kept'), 2);
  assert.equal(rows.get('Writes that failed'), 0);
  assert.equal(rows.get('Polls that read a document'), 1);
});
