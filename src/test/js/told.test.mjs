import assert from 'node:assert/strict';
import test, { afterEach, beforeEach, mock } from 'node:test';
import { Told } from '../../main/resources/static/js/told.js';

let now = 0;
let said = [];
let told;

beforeEach(() => {
  now = 0;
  said = [];
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(performance, 'now', () => now);
  globalThis.document = { hidden: false, createElement: () => ({ textContent: '' }) };
  const region = { replaceChildren: (...lines) => said.push(lines.map((line) => line.textContent)) };
  told = new Told(region, (count) => `and ${count} more`);
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

const pass = (milliseconds) => {
  now += milliseconds;
  mock.timers.tick(milliseconds);
};

test('changes that come together are told together', () => {
  told.tell('a');
  pass(500);
  told.tell('b');
  assert.deepEqual(said, []);
  pass(1000);
  assert.deepEqual(said, [['a', 'b']]);
});

test('of many only some are told, and how many there are', () => {
  for (let n = 0; n < 50; n++) {
    told.tell(`n${n}`);
  }
  pass(1500);
  assert.deepEqual(said, [['n0', 'n1', 'n2', 'and 47 more']]);
});

test('there is a rest between two announcements', () => {
  told.tell('a');
  pass(1500);
  told.tell('b');
  pass(7000);
  assert.equal(said.length, 1);
  pass(1000);
  assert.deepEqual(said, [['a'], ['b']]);
});

test('a page that nobody looks at says nothing', () => {
  document.hidden = true;
  told.tell('a');
  pass(60_000);
  assert.deepEqual(said, []);
});
