import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poll } from '../../../main/resources/status/polling.js';

/** A world whose answers are given, and whose time is turned by hand. */
function world(...answers) {
  const asked = [];
  let waiting = null;
  return {
    asked,
    fetch: async (address, request) => {
      asked.push([address, request.headers.Authorization]);
      const next = answers.shift();
      if (next instanceof Error) {
        throw next;
      }
      return next;
    },
    setTimeout: (task) => { waiting = task; return 1; },
    clearTimeout: () => { waiting = null; },
    get waits() { return waiting !== null; },
    async turn() { const task = waiting; waiting = null; await task(); },
  };
}

const settle = () => new Promise((resolve) => { setImmediate(resolve); });
const ok = (moment) => ({ ok: true, status: 200, json: async () => moment });

function listener() {
  const heard = [];
  return {
    heard,
    onMoment: (moment) => heard.push(['moment', moment]),
    onRefused: () => heard.push(['refused']),
    onSilence: (why) => heard.push(['silence', why]),
  };
}

test('asks again when it was answered, with the token', async () => {
  const there = world(ok(1), ok(2));
  const told = listener();
  poll('t', told, there);
  await settle();
  await there.turn();
  assert.deepEqual(told.heard, [['moment', 1], ['moment', 2]]);
  assert.deepEqual(there.asked[1], ['/status/data', 'Bearer t']);
});

test('a token that is refused is not tried again', async () => {
  const there = world({ ok: false, status: 401 });
  const told = listener();
  poll('t', told, there);
  await settle();
  assert.deepEqual(told.heard, [['refused']]);
  assert.equal(there.waits, false);
});

test('silence is told with its reason, and asked about again', async () => {
  const there = world(new TypeError('no way'), Object.assign(new Error(), { name: 'TimeoutError' }), { ok: false, status: 503 },
    { ok: true, status: 200, json: async () => { throw new SyntaxError('cut off'); } }, ok(5));
  const told = listener();
  poll('t', told, there);
  await settle();
  for (let turn = 0; turn < 4; turn++) {
    await there.turn();
  }
  assert.deepEqual(told.heard, [
    ['silence', 'the server cannot be reached'],
    ['silence', 'the server does not answer'],
    ['silence', 'the server answers 503'],
    ['silence', 'the server cannot be reached'],
    ['moment', 5],
  ]);
});

test('once it is ended nothing is told any more', async () => {
  const there = world(ok(1));
  const told = listener();
  const stop = poll('t', told, there);
  stop();
  await settle();
  assert.deepEqual(told.heard, []);
  assert.equal(there.waits, false);
});
