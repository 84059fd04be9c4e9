import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Series } from '../../../main/resources/status/series.js';

test('keeps what is not too old', () => {
  const series = new Series(['a'], { span: 10 });
  for (let time = 0; time <= 100; time += 2) {
    series.add(time, { a: time });
  }
  assert.deepEqual(series.columns(['a']), [[90, 92, 94, 96, 98, 100], [90, 92, 94, 96, 98, 100]]);
  assert.deepEqual(series.range('a'), { lowest: 90, highest: 100 });
});

test('keeps no more than it may, however fast they come', () => {
  const series = new Series(['a', 'b'], { span: 1000, most: 5 });
  for (let time = 1; time <= 50; time++) {
    series.add(time / 100, { a: 1 });
  }
  assert.equal(series.length, 5);
  assert.deepEqual(series.columns(['b'])[1], [null, null, null, null, null]);
});

test('a clock that goes back adds nothing', () => {
  const series = new Series(['a']);
  series.add(10, { a: 1 });
  series.add(9, { a: 2 });
  series.add(10, { a: 3 });
  assert.deepEqual(series.columns(['a']), [[10], [1]]);
});

test('a gap is null, and none comes first', () => {
  const series = new Series(['a']);
  series.gap(1);
  series.add(2, { a: 1 });
  series.gap(3);
  series.add(4, { a: 2 });
  assert.deepEqual(series.columns(['a']), [[2, 3, 4], [1, null, 2]]);
});

test('after it was cleared nothing is known', () => {
  const series = new Series(['a']);
  series.add(1, { a: 0 });
  series.clear();
  assert.deepEqual(series.range('a'), { lowest: null, highest: null });
  assert.deepEqual(series.columns(['a']), [[], []]);
});
