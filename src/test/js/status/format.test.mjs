import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, bytesRate, count, lasting, part, rate, relative, seconds } from '../../../main/resources/status/format.js';
import { NOW } from './moments.mjs';

const at = (second) => new Date(NOW + second * 1000).toISOString();

test('numbers', () => {
  assert.deepEqual([0, 12345, null, undefined, NaN].map(count), ['0', '12,345', '–', '–', '–']);
  assert.deepEqual([0, 0.04, 3.21, 99.96, 40000.4].map(rate), ['0', '0', '3.2', '100', '40,000']);
  assert.deepEqual([0, 0.425, 1].map(part), ['0%', '43%', '100%']);
});

test('times are told in the unit that suits them', () => {
  assert.deepEqual(
    [0, 0.0000123, 0.000_999_6, 0.0125, 0.9994, 0.9999, 1.234, 12.34, null].map(seconds),
    ['0 ms', '12.3 µs', '1 ms', '12.5 ms', '999 ms', '1 s', '1.23 s', '12.3 s', '–'],
  );
});

test('bytes are told in the unit that suits them', () => {
  assert.deepEqual([0, 999, 1000, 1024, 1536, 33_554_432, 2 ** 31, null].map(bytes),
    ['0 B', '999 B', '0.977 KiB', '1 KiB', '1.5 KiB', '32 MiB', '2 GiB', '–']);
  assert.equal(bytesRate(2048), '2 KiB/s');
});

test('what has lasted', () => {
  assert.deepEqual([0, 1, 59.6, 61, 3600, 10_861, 90_000, 2 * 86_400 + 61].map(lasting),
    ['no time', '1 second', '1 minute', '1 minute, 1 second', '1 hour', '3 hours, 1 minute', '1 day, 1 hour', '2 days']);
});

test('when it was or will be', () => {
  assert.deepEqual([0, -1, -59, -150, 3600, 90_000].map((second) => relative(at(second), NOW)),
    ['in 0 seconds', '1 second ago', '59 seconds ago', '2 minutes ago', 'in 1 hour', 'in 1 day']);
});
