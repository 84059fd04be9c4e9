import assert from 'node:assert/strict';
import { test } from 'node:test';
import { health, summary } from '../../../main/resources/status/health.js';
import { NOW, source } from './moments.mjs';

const told = (parts) => {
  const { word, bad, sentence } = health(source(parts), NOW);
  return [word, bad, sentence];
};

test('one that does well', () => {
  assert.deepEqual(told({}), ['Fine', false, 'Read 3 minutes ago, next poll in 12 minutes.']);
  assert.deepEqual(told({ nextPollAt: '2026-11-23T11:59:30Z' }), ['Fine', false, 'Read 3 minutes ago, next poll due.']);
});

test('one that fails tells why, since when, and when it is tried again', () => {
  assert.deepEqual(
    told({ failures: 4, lastError: 'the server answered 500.', lastSucceededAt: '2026-11-23T09:00:00Z', nextPollAt: '2026-11-23T14:00:00Z' }),
    ['Failing', true, 'The last 4 polls came to nothing: the server answered 500. Last read 3 hours ago, next poll in 2 hours.'],
  );
  assert.deepEqual(
    told({ failures: 1, lastError: null, lastSucceededAt: null }),
    ['Failing', true, 'The last poll came to nothing: for an unknown reason. Never read, next poll in 12 minutes.'],
  );
});

test('one that nobody polls', () => {
  assert.deepEqual(told({ nextPollAt: '2026-11-23T11:30:00Z' }), ['Overdue', true, 'Was to be polled 30 minutes ago, last read 3 minutes ago.']);
});

test('one that is new, or switched off', () => {
  assert.deepEqual(told({ lastPolledAt: null, lastSucceededAt: null, nextPollAt: '2026-11-23T12:00:00Z' }), ['New', false, 'Not polled yet, next poll due.']);
  assert.deepEqual(told({ enabled: false, nextPollAt: null, failures: 3, lastError: 'x' }), ['Off', false, 'Switched off, last read 3 minutes ago.']);
  assert.deepEqual(told({ enabled: false, nextPollAt: null, lastSucceededAt: null }), ['Off', false, 'Switched off.']);
});

test('all of them', () => {
  assert.equal(summary(null), 'Not known: the database did not answer in time.');
  assert.equal(summary({ count: 0, failing: 0, items: [] }), 'There are none.');
  assert.equal(summary({ count: 1, failing: 0, items: [{}] }), 'One source, none of them fails.');
  assert.equal(summary({ count: 3, failing: 1, items: [{}, {}] }), '3 sources, 1 of them fails. The first 2 are shown.');
});
