import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import { follow } from '../../main/resources/static/js/live.js';
import { pass, settle, start } from './browser.mjs';

const ADDRESS = 'https://crier.example/v1/stream?topic=a&topic=b';
const open = [];

/** A tab, and what it was told. */
function tab({ cursor = 'e1-0', address = ADDRESS } = {}) {
  const seen = {
    changes: [],
    resets: [],
    states: [],
    table: {},
    get state() {
      return this.states.at(-1);
    },
    versions() {
      return this.changes.map(({ id, version }) => `${id}${version}`);
    },
  };
  const feed = follow(address, {
    cursor,
    onChange(change) {
      seen.changes.push(change);
      seen.table[change.id] = change.version;
    },
    onReset(reset) {
      seen.resets.push(reset);
    },
    onState({ state, since }) {
      seen.states.push(state);
      seen.since = since;
    },
  });
  open.push(feed);
  return Object.defineProperties(seen, { feed: { value: feed }, known: { value: 0, writable: true } });
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve) => (parts.resolve = resolve));
  return parts;
}

const beats = (server) => (second) => second % 15 === 14 && server.beat();

afterEach(() => open.splice(0).forEach((feed) => feed.close()));

test('what is published is told, in order and once', async () => {
  const { server } = start();
  const one = tab();
  await settle();
  ['a', 'b', 'a'].forEach((id) => server.publish(id));
  await settle();
  assert.deepEqual(one.versions(), ['a1', 'b1', 'a2']);
  assert.deepEqual(one.states, ['connecting', 'live']);
  assert.equal(one.feed.cursor, 'e1-3');
});

test('what was missed before it opened is told first, as it is now, with the same filters', async () => {
  const { server } = start();
  ['a', 'b', 'a'].forEach((id) => server.publish(id));
  const one = tab();
  await settle();
  assert.deepEqual(one.versions(), ['b1', 'a2']);
  assert.equal(server.asked[0].href, 'https://crier.example/v1/changes?topic=a&topic=b&catchup=latest&limit=200&since=e1-0');
  assert.equal(server.opened[0].url.href, 'https://crier.example/v1/stream?topic=a&topic=b&since=e1-3');
});

test('without a cursor it begins with what happens now', async () => {
  const { server } = start();
  server.publish('a');
  const one = tab({ cursor: null });
  await settle();
  server.publish('a');
  await settle();
  assert.deepEqual(one.versions(), ['a2']);
});

test('tabs share one stream, and each is told everything', async () => {
  const { server } = start();
  const tabs = [tab(), tab(), tab()];
  await settle();
  server.publish('a');
  await settle();
  assert.equal(server.streams.size, 1);
  assert.equal(server.opened.length, 1);
  for (const each of tabs) {
    assert.deepEqual(each.versions(), ['a1']);
    assert.equal(each.state, 'live');
  }
});

test('tabs that follow something else have a stream of their own', async () => {
  const { server } = start();
  tab();
  tab({ address: 'https://crier.example/v1/stream?topic=c' });
  await settle();
  assert.equal(server.streams.size, 2);
});

test('when the tab that leads ends, the next one goes on from what it saw', async () => {
  const { server } = start();
  const [first, second] = [tab(), tab()];
  await settle();
  server.publish('a');
  await settle();
  first.feed.close();
  server.publish('b');
  await settle();
  server.publish('c');
  await settle();
  assert.deepEqual(second.versions(), ['a1', 'b1', 'c1']);
  assert.deepEqual(second.states, ['connecting', 'live']);
  assert.deepEqual(first.versions(), ['a1']);
  assert.equal(server.streams.size, 1);
});

test('a tab that missed something notices it by the cursor before the next change', async () => {
  const { server, channels } = start();
  const [, second] = [tab(), tab()];
  await settle();
  channels[1].isFrozen = true;
  server.publish('a');
  server.publish('b');
  server.publish('a');
  await settle();
  channels[1].isFrozen = false;
  server.publish('c');
  await settle();
  assert.deepEqual(second.versions(), ['b1', 'a2', 'c1']);
  assert.deepEqual(second.states, ['connecting', 'live', 'catching-up', 'live']);
});

test('a tab that missed something notices it by the next bookmark at the latest', async () => {
  const { server, channels } = start();
  const [, second] = [tab(), tab()];
  await settle();
  channels[1].isFrozen = true;
  server.publish('a');
  await settle();
  channels[1].isFrozen = false;
  await pass(15, beats(server));
  assert.deepEqual(second.versions(), ['a1']);
});

test('a tab that came later with an older page is told at once what it lacks', async () => {
  const { server } = start();
  server.publish('a');
  tab({ cursor: 'e1-1' });
  await settle();
  const second = tab({ cursor: 'e1-0' });
  await settle();
  assert.deepEqual(second.versions(), ['a1']);
});

test('what happens while it is read what was missed is told right after it', async () => {
  const { server, channels } = start();
  const [, second] = [tab(), tab()];
  await settle();
  channels[1].isFrozen = true;
  server.publish('a');
  await settle();
  channels[1].isFrozen = false;
  const { promise, resolve } = deferred();
  server.held = promise;
  server.publish('b');
  await settle();
  assert.equal(second.state, 'catching-up');
  server.publish('c');
  await settle();
  const log = server.log;
  server.log = log.slice(0, 2);
  resolve();
  await settle();
  server.log = log;
  assert.deepEqual(second.versions(), ['a1', 'b1', 'c1']);
  assert.equal(second.state, 'live');
});

test('a tab that came later with a newer page is told nothing twice', async () => {
  const { server, channels } = start();
  tab();
  await settle();
  channels[0].isFrozen = true;
  server.publish('a');
  await settle();
  channels[0].isFrozen = false;
  const second = tab({ cursor: 'e1-1' });
  await settle();
  server.publish('b');
  await settle();
  assert.deepEqual(second.versions(), ['b1']);
});

test('a leader that sleeps is led by another tab, and follows when it wakes', async () => {
  const { server, channels } = start();
  const [first, second] = [tab(), tab()];
  await settle();
  channels[0].isFrozen = true;
  const [stream] = server.streams;
  server.streams.delete(stream);
  server.publish('a');
  await pass(42);
  assert.deepEqual(second.versions(), ['a1']);
  assert.equal(second.state, 'live');
  channels[0].isFrozen = false;
  server.publish('b');
  await settle();
  assert.deepEqual(first.versions(), ['a1', 'b1']);
  assert.equal(server.streams.size, 1);
  second.feed.close();
  await settle();
  server.publish('c');
  await settle();
  assert.deepEqual(first.versions(), ['a1', 'b1', 'c1']);
});

test('a server that is killed and comes back: offline within seconds, then live, and nothing is missed', async () => {
  const { server } = start();
  const [first, second] = [tab(), tab()];
  await settle();
  await pass(30, beats(server));
  server.kill();
  server.publish('a');
  await settle();
  assert.equal(first.state, 'connecting');
  await pass(3);
  assert.deepEqual([first.state, second.state], ['offline', 'offline']);
  assert.equal(second.since.toISOString(), '2027-03-04T12:00:30.000Z');
  await pass(60);
  server.restart();
  await pass(31);
  for (const each of [first, second]) {
    assert.deepEqual(each.versions(), ['a1']);
    assert.deepEqual(each.states, ['connecting', 'live', 'connecting', 'offline', 'connecting', 'live']);
  }
});

test('the browser’s own return after a goaway goes unnoticed', async () => {
  const { server } = start();
  const one = tab();
  await settle();
  const [stream] = server.streams;
  stream.say('goaway', { cursor: server.cursor() });
  stream.lose();
  server.publish('a');
  await pass(3);
  assert.deepEqual(one.versions(), ['a1']);
  assert.deepEqual(one.states, ['connecting', 'live']);
  assert.equal(server.opened.length, 1);
});

test('a stream that comes back far behind is helped, and tells nothing twice', async () => {
  const { server } = start();
  const one = tab();
  await settle();
  [...server.streams][0].lose();
  for (let i = 0; i < 500; i++) {
    server.publish(`n${i % 7}`);
  }
  await pass(3);
  server.publish('z');
  await settle();
  assert.equal(one.changes.length, 8);
  assert.deepEqual(one.table, server.table());
  assert.deepEqual(one.states, ['connecting', 'live', 'connecting', 'catching-up', 'live']);
});

test('what a walk of many pages leads to is told page by page, to all tabs', async () => {
  const { server } = start();
  for (let i = 0; i < 1_000; i++) {
    server.publish(`n${i}`);
  }
  const tabs = [tab(), tab()];
  await settle();
  await settle();
  assert.equal(server.asked.filter((url) => url.searchParams.get('since').includes('.')).length >= 4, true);
  for (const each of tabs) {
    assert.equal(each.changes.length, 1_000);
    assert.deepEqual(each.table, server.table());
  }
});

test('a network that goes away without a word is noticed, and looked for again', async () => {
  const { server } = start();
  const one = tab();
  await settle();
  server.vanish();
  await pass(37);
  assert.equal(one.state, 'live');
  await pass(2);
  assert.equal(one.state, 'offline');
  server.restart();
  server.publish('a');
  await pass(31);
  assert.equal(one.state, 'live');
  assert.deepEqual(one.versions(), ['a1']);
});

test('when the network is back it does not wait for its turn', async () => {
  const { server, frame } = start();
  const one = tab();
  await settle();
  server.kill();
  await pass(120);
  const asked = server.asked.length;
  server.restart();
  server.publish('a');
  frame.dispatchEvent(new Event('online'));
  await settle();
  assert.equal(server.asked.length, asked + 1);
  assert.equal(one.state, 'live');
  assert.deepEqual(one.versions(), ['a1']);
});

test('when the network goes away it looks at once, and stays live if that was not its network', async () => {
  const { server, frame } = start();
  const one = tab();
  await settle();
  frame.dispatchEvent(new Event('offline'));
  await settle();
  assert.equal(one.state, 'live');
  server.vanish();
  frame.dispatchEvent(new Event('offline'));
  await settle();
  assert.equal(one.state, 'offline');
});

test('after sleep it looks at once, before the clock would make it', async () => {
  const { server, frame } = start();
  const one = tab();
  await settle();
  server.streams.clear();
  server.publish('a');
  await pass(25);
  assert.deepEqual(one.versions(), []);
  frame.dispatchEvent(new Event('visibilitychange'));
  await settle();
  assert.deepEqual(one.versions(), ['a1']);
});

test('whoever looks at a page that is well costs nothing', async () => {
  const { server, frame } = start();
  tab();
  await settle();
  await pass(60, beats(server));
  const asked = server.asked.length;
  frame.dispatchEvent(new Event('visibilitychange'));
  await settle();
  assert.equal(server.asked.length, asked);
  assert.equal(server.opened.length, 1);
});

for (const [asleep, awake] of [['pagehide', 'pageshow'], ['freeze', 'resume']]) {
  test(`between ${asleep} and ${awake} a page holds nothing, then it goes on from its cursor`, async () => {
    const { server, frame } = start();
    const one = tab();
    await settle();
    frame.dispatchEvent(new Event(asleep));
    await settle();
    assert.equal(server.streams.size, 0);
    server.publish('a');
    await pass(100);
    assert.equal(server.opened.length, 1);
    frame.dispatchEvent(new Event(awake));
    await settle();
    assert.deepEqual(one.versions(), ['a1']);
    assert.equal(one.state, 'live');
  });
}

test('a stream that is refused is tried again, later each time, at most a quarter of a minute apart', async () => {
  const { server } = start();
  server.refuses = 1e9;
  const one = tab();
  await pass(300);
  const asked = server.asked.length;
  assert.ok(asked >= 20 && asked <= 50, `${asked} times in 300 s`);
  await pass(300);
  assert.ok(server.asked.length - asked <= 41, `${server.asked.length - asked} times in the next 300 s`);
  assert.equal(one.state, 'offline');
  server.refuses = 0;
  await pass(16);
  assert.equal(one.state, 'live');
});

test('where only streams are refused, what happens is asked for now and then', async () => {
  const { server } = start();
  server.refusesStreams = true;
  const one = tab();
  await settle();
  server.publish('a');
  await pass(120);
  assert.ok(server.opened.length <= 20, `${server.opened.length} times in 120 s`);
  assert.deepEqual(one.versions(), ['a1']);
  assert.notEqual(one.state, 'live');
});

test('the server’s Retry-After is respected', async () => {
  const { server } = start();
  server.refuses = 1;
  tab();
  await pass(2);
  assert.equal(server.asked.length, 1);
  await pass(2);
  assert.equal(server.asked.length, 2);
});

test('a reset is handed to every tab once, with the address of what is there, and goes on', async () => {
  const { server } = start();
  const tabs = [tab(), tab()];
  await settle();
  server.publish('a');
  server.kill();
  Object.assign(server, { epoch: 'e2', log: [] });
  server.publish('b');
  server.restart();
  await pass(3);
  server.publish('c');
  await settle();
  for (const each of tabs) {
    assert.deepEqual(each.resets, [
      { reason: 'expired', cursor: 'e2-1', snapshot: 'https://crier.example/v1/announcements?topic=a' },
    ]);
    assert.deepEqual(each.versions(), ['a1', 'c1']);
    assert.equal(each.feed.cursor, 'e2-2');
    assert.equal(each.state, 'live');
  }
});

test('a reset of the tab that leads is none for a tab that knows more', async () => {
  const { server } = start();
  const first = tab();
  await settle();
  server.kill();
  Object.assign(server, { epoch: 'e2', log: [] });
  server.publish('b');
  server.restart();
  const second = tab({ cursor: 'e2-1' });
  await pass(3);
  assert.equal(first.resets.length, 1);
  assert.equal(second.resets.length, 0);
  assert.equal(second.state, 'live');
});

test('a cursor that is too old is a reset, where it is asked for too', async () => {
  const { server } = start();
  ['a', 'b', 'c'].forEach((id) => server.publish(id));
  server.floor = 2;
  const one = tab({ cursor: 'e1-1' });
  await settle();
  server.publish('d');
  await settle();
  assert.equal(one.resets.length, 1);
  assert.deepEqual(one.versions(), ['d1']);
  assert.equal(one.state, 'live');
});

test('where tabs cannot share, each has a stream', async () => {
  const { server } = start({ shares: false });
  const tabs = [tab(), tab()];
  await settle();
  server.publish('a');
  await settle();
  assert.equal(server.streams.size, 2);
  tabs.forEach((each) => assert.deepEqual(each.versions(), ['a1']));
});

test('where locks are refused, as in a sandbox, it leads itself', async () => {
  const { server } = start();
  navigator.locks.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
  const one = tab();
  await settle();
  server.publish('a');
  await settle();
  assert.deepEqual(one.versions(), ['a1']);
});

test('what is closed holds nothing and says nothing more', async () => {
  const { server } = start();
  const one = tab();
  await settle();
  one.feed.close();
  server.publish('a');
  server.kill();
  await pass(100);
  assert.equal(server.streams.size, 0);
  assert.deepEqual(one.versions(), []);
  assert.deepEqual(one.states, ['connecting', 'live']);
});

test('what the page makes of a change does not stop the next one', async () => {
  const { server } = start();
  const failures = [];
  Object.defineProperty(globalThis, 'reportError', { value: (failure) => failures.push(failure), configurable: true });
  const ids = [];
  open.push(follow(ADDRESS, { cursor: 'e1-0', onChange({ id }) { ids.push(id); throw new Error(id); } }));
  await settle();
  server.publish('a');
  server.publish('b');
  await settle();
  assert.deepEqual(ids, ['a', 'b']);
  assert.equal(failures.length, 2);
});

/** A generator of numbers below a limit, the same ones for the same seed. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

for (let seed = 1; seed <= 40; seed++) {
  test(`whatever sleeps, breaks and comes and goes, every tab ends with the table (${seed})`, async () => {
    const { server, channels, frame } = start();
    const next = numbers(seed);
    const tabs = [];
    const join = () => {
      const known = next(2) ? server.log.length : 0;
      const joined = tab({ cursor: server.cursor(known) });
      joined.known = known;
      tabs.push(joined);
    };
    const steps = [
      () => server.publish(`n${next(9)}`),
      () => Array.from({ length: next(60) }, () => server.publish(`n${next(9)}`)),
      () => tabs.length < 5 && join(),
      () => tabs.length > 1 && tabs.splice(next(tabs.length), 1)[0].feed.close(),
      () => (server.isDown ? server.restart() : next(2) ? server.kill() : server.vanish()),
      () => server.restart(),
      () => (server.refuses = next(3)),
      () => channels.forEach((channel) => (channel.isFrozen = next(3) === 0)),
      () => channels.forEach((channel) => (channel.isFrozen = false)),
      () => server.beat(),
      () => [...server.streams].forEach((stream) => next(2) && stream.lose()),
      () => frame.dispatchEvent(new Event(['online', 'offline', 'pagehide', 'freeze', 'resume', 'pageshow'][next(6)])),
      () => frame.dispatchEvent(new Event('visibilitychange')),
    ];
    join();
    join();
    for (let i = 0; i < 60; i++) {
      steps[next(steps.length)]();
      if (next(2)) {
        await settle();
      }
      await pass(next(3) ? 0 : next(50));
    }
    server.restart();
    server.refuses = 0;
    channels.forEach((channel) => (channel.isFrozen = false));
    frame.dispatchEvent(new Event('pageshow'));
    await pass(80, beats(server));
    assert.equal(server.streams.size, 1);
    for (const each of tabs) {
      assert.deepEqual(each.table, server.table(each.known));
      assert.equal(each.feed.cursor, server.cursor());
      assert.equal(each.state, 'live');
      assert.equal(each.resets.length, 0);
      const versions = each.versions();
      assert.equal(new Set(versions).size, versions.length, 'nothing comes twice');
    }
  });
}
