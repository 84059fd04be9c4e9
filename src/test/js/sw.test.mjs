import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';

const ORIGIN = 'https://crier.example';
const CODE = readFileSync(new URL('../../main/resources/static/sw.js', import.meta.url), 'utf8');

/** A cache in the order in which it was filled. */
class FakeCache {
  entries = new Map();

  async match(address) {
    return this.entries.get(address)?.clone();
  }

  async put(address, response) {
    this.entries.set(address, response);
  }

  async delete(key) {
    return this.entries.delete(key.url ?? key);
  }

  async keys() {
    return [...this.entries.keys()].map((url) => ({ url }));
  }
}

/** The service worker, in a browser that does as the test says. */
function start(network) {
  const stores = new Map();
  const listeners = {};
  const timers = [];
  const caches = {
    open: async (name) => stores.get(name) ?? (stores.set(name, new FakeCache()), stores.get(name)),
    keys: async () => [...stores.keys()],
    delete: async (name) => stores.delete(name),
  };
  const self = {
    location: new URL(ORIGIN),
    addEventListener: (type, listener) => (listeners[type] = listener),
    skipWaiting() {},
    clients: { async claim() {} },
  };
  const fetched = [];
  const fetch = async (request) => {
    fetched.push(request.url);
    return network(request);
  };
  vm.runInNewContext(CODE, { self, caches, fetch, URL, Promise, setTimeout: (run) => timers.push(run) });
  const get = async (path, { method = 'GET', headers = {} } = {}) => {
    const request = { url: new URL(path, ORIGIN).href, method, headers: new Headers(headers) };
    const waits = [];
    let answer = null;
    listeners.fetch({ request, respondWith: (response) => (answer = response), waitUntil: (work) => waits.push(work) });
    const response = await answer;
    await Promise.all(waits);
    return response;
  };
  const activate = async () => {
    const waits = [];
    listeners.activate({ waitUntil: (work) => waits.push(work) });
    await Promise.all(waits);
  };
  return { get, activate, stores, timers, fetched };
}

function page(text, status = 200, headers = { 'Cache-Control': 'no-cache' }) {
  return Object.defineProperty(new Response(text, { status, headers }), 'type', { value: 'basic' });
}

test('what was seen is there without a network, and only then', async () => {
  let online = true;
  let count = 0;
  const { get } = start(async () => {
    if (!online) {
      throw new TypeError('offline');
    }
    return page(`view ${++count}`);
  });
  for (const path of ['/', '/?topic=climate', '/announcements/01a2', '/embed', '/js/board.js', '/css/crier.css', '/messages/de.json']) {
    online = true;
    await get(path);
    const seen = await (await get(path)).text();
    assert.equal(seen, `view ${count}`);
    online = false;
    assert.equal(await (await get(path)).text(), seen, path);
  }
  await assert.rejects(get('/?topic=never-seen'));
});

test('the API, the operator’s page, and whatever bears a token are left alone', async () => {
  const { get, fetched, stores } = start(async () => page('x'));
  for (const path of ['/v1/stream', '/v1/announcements', '/v1/changes?since=x', '/status', '/docs', '/openapi.json', '/actuator/health', '/sw.js', '/announcements/1.ics', 'https://other.example/']) {
    assert.equal(await get(path), null, path);
  }
  assert.equal(await get('/', { headers: { Authorization: 'Bearer t' } }), null);
  assert.equal(await get('/', { method: 'POST' }), null);
  assert.deepEqual(fetched, []);
  assert.equal(stores.size, 0);
});

test('the newest thirty pages are kept', async () => {
  const { get, stores } = start(async () => page('x'));
  for (let i = 0; i < 40; i++) {
    await get(`/?topic=${i}`);
  }
  await get('/?topic=10');
  const kept = [...stores.get('crier-pages-1').entries.keys()];
  assert.equal(kept.length, 30);
  assert.equal(kept[0], `${ORIGIN}/?topic=11`);
  assert.equal(kept.at(-1), `${ORIGIN}/?topic=10`);
});

test('a network that is too slow, or a server that fails, does not hide what is known', async () => {
  let answer = async () => page('known');
  const { get, timers } = start(() => answer());
  await get('/');
  answer = async () => page('down', 503);
  assert.equal(await (await get('/')).text(), 'known');
  let arrive;
  answer = () => new Promise((resolve) => (arrive = resolve));
  const slow = get('/');
  await new Promise(setImmediate);
  timers.at(-1)();
  await new Promise(setImmediate);
  arrive(page('late'));
  assert.equal(await (await slow).text(), 'known');
  answer = async () => {
    throw new TypeError('offline');
  };
  assert.equal(await (await get('/')).text(), 'late');
});

test('what is gone is not shown any more; what is refused is not kept', async () => {
  let answer = page('there');
  const { get, stores } = start(async () => answer);
  await get('/announcements/1');
  answer = page('gone', 410);
  assert.equal((await get('/announcements/1')).status, 410);
  answer = page('bad', 400);
  await get('/?from=x');
  assert.deepEqual([...stores.get('crier-pages-1').entries.keys()], []);
});

test('what is for one alone is not kept, nor what was before', async () => {
  let answer = page('for all');
  const { get, stores } = start(async () => answer);
  for (const caching of ['private, no-cache', 'no-store', 'Private', 'max-age=0, NO-STORE']) {
    answer = page('for all');
    await get('/');
    answer = page('for one', 200, { 'Cache-Control': caching });
    assert.equal(await (await get('/')).text(), 'for one');
    assert.deepEqual([...stores.get('crier-pages-1').entries.keys()], [], caching);
  }
});

test('whoever may not see a page any more is not shown what was kept of it', async () => {
  let answer = page('there');
  const { get, stores } = start(async () => answer);
  for (const status of [401, 403]) {
    answer = page('there');
    await get('/');
    answer = page('refused', status);
    assert.equal((await get('/')).status, status);
    assert.deepEqual([...stores.get('crier-pages-1').entries.keys()], []);
  }
});

test('a failure that is not to be kept leaves what is known', async () => {
  let answer = page('known');
  const { get } = start(async () => answer);
  await get('/');
  for (let i = 0; i < 2; i++) {
    answer = page('down', 503, { 'Cache-Control': 'no-store' });
    assert.equal(await (await get('/')).text(), 'known');
  }
});

test('what earlier versions kept is forgotten, and nothing of others', async () => {
  const { activate, stores } = start(async () => page('x'));
  ['crier-pages-0', 'crier-shell-0', 'crier-pages-1', 'somebody-else'].forEach((name) => stores.set(name, new FakeCache()));
  await activate();
  assert.deepEqual([...stores.keys()], ['crier-pages-1', 'somebody-else']);
});
