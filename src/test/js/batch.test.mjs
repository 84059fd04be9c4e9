import assert from 'node:assert/strict';
import test, { afterEach, beforeEach, mock } from 'node:test';
import { Batch } from '../../main/resources/static/js/batch.js';

let now = 0;
let frames = [];

beforeEach(() => {
  now = 0;
  frames = [];
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(performance, 'now', () => now);
  globalThis.document = { hidden: false };
  globalThis.requestAnimationFrame = (frame) => frames.push(frame);
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

const frame = () => frames.splice(0).forEach((each) => each());
const pass = (milliseconds) => {
  now += milliseconds;
  mock.timers.tick(milliseconds);
};
const news = (id, kind = 'updated', ...words) => ({ kind, id, version: 1, announcement: {}, words, at: new Date(0) });

function batch({ cost = 0 } = {}) {
  const shown = [];
  const told = { overflows: 0, rounds: 0 };
  const it = new Batch(
    (one, rest) => {
      shown.push([one.id, one.kind, one.words.join(), rest]);
      now += cost;
    },
    () => (told.overflows += 1),
    (showing) => {
      told.rounds += 1;
      showing();
    },
  );
  return { it, shown, told };
}

test('what comes alone is shown in the next frame', () => {
  const { it, shown } = batch();
  it.add(news('a'));
  assert.deepEqual(shown, []);
  frame();
  assert.deepEqual(shown, [['a', 'updated', '', 0]]);
});

test('what comes right after waits for more to come', () => {
  const { it, shown } = batch();
  it.add(news('a'));
  frame();
  it.add(news('b'));
  frame();
  assert.equal(shown.length, 1);
  pass(200);
  frame();
  assert.equal(shown.length, 2);
});

test('only so much is shown at a time', () => {
  const { it, shown, told } = batch({ cost: 4 });
  for (let n = 0; n < 10; n++) {
    it.add(news(`n${n}`));
  }
  frame();
  assert.equal(shown.length, 3);
  assert.equal(shown[2][3], 7);
  while (shown.length < 10) {
    pass(200);
    frame();
  }
  assert.equal(told.rounds, 4);
});

test('several changes of one announcement are one, with the words of all', () => {
  const { it, shown } = batch();
  it.add(news('a', 'updated', 'start 17:00 → 18:00'));
  it.add(news('b', 'updated', 'cancelled'));
  it.add(news('a', 'updated', 'moved online', 'start 17:00 → 18:00'));
  frame();
  assert.deepEqual(shown, [
    ['b', 'updated', 'cancelled', 1],
    ['a', 'updated', 'start 17:00 → 18:00,moved online', 0],
  ]);
});

test('what was created and changed before anybody saw it is new', () => {
  const { it, shown } = batch();
  it.add(news('a', 'created', 'new'));
  it.add(news('a', 'updated', 'title changed'));
  frame();
  assert.deepEqual(shown, [['a', 'created', 'new', 0]]);
});

test('what was removed is that and nothing else', () => {
  const { it, shown } = batch();
  it.add(news('a', 'updated', 'title changed'));
  it.add(news('a', 'removed', 'withdrawn'));
  frame();
  assert.deepEqual(shown, [['a', 'removed', 'withdrawn', 0]]);
});

test('too much is not shown at all but read anew', () => {
  const { it, shown, told } = batch();
  for (let n = 0; n <= 2000; n++) {
    it.add(news(`n${n}`));
  }
  assert.equal(told.overflows, 1);
  frame();
  assert.deepEqual(shown, []);
});

test('a page that nobody sees goes on without frames', () => {
  const { it, shown } = batch();
  document.hidden = true;
  it.add(news('a'));
  assert.equal(frames.length, 0);
  pass(1000);
  assert.equal(shown.length, 1);
});
