import assert from 'node:assert/strict';
import test from 'node:test';
import { keepForOffline } from '../../main/resources/static/js/offline.js';

const place = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

/** A page that has loaded these, with these service workers. */
function page(serviceWorker, loaded = []) {
  const fetched = [];
  place('navigator', { serviceWorker });
  place('document', { readyState: 'complete' });
  place('location', new URL('https://crier.example/?topic=a'));
  place('performance', { getEntriesByType: () => loaded.map((name) => ({ name })) });
  place('fetch', async (address) => fetched.push(address));
  return fetched;
}

function workers(controller) {
  const target = new EventTarget();
  return Object.assign(target, {
    controller,
    registered: [],
    async register(address) {
      this.registered.push(address.href);
      queueMicrotask(() => target.dispatchEvent(new Event('controllerchange')));
    },
  });
}

test('a page that is visited for the first time is read once more for the service worker, but nothing of the API', async () => {
  const found = workers(null);
  const fetched = page(found, [
    'https://crier.example/css/crier.css',
    'https://crier.example/js/board.js',
    'https://crier.example/js/board.js',
    'https://crier.example/messages/de.json',
    'https://crier.example/v1/stream?topic=a',
    'https://elsewhere.example/js/x.js',
  ]);
  assert.equal(await keepForOffline(), true);
  assert.match(found.registered[0], /\/static\/sw\.js$/);
  assert.deepEqual(fetched, [
    'https://crier.example/?topic=a',
    'https://crier.example/css/crier.css',
    'https://crier.example/js/board.js',
    'https://crier.example/messages/de.json',
  ]);
});

test('later the service worker sees all by itself', async () => {
  const fetched = page(workers({}), ['https://crier.example/js/board.js']);
  assert.equal(await keepForOffline(), true);
  assert.deepEqual(fetched, []);
});

test('without service workers, or where they are refused, the page is as it was', async (t) => {
  t.mock.method(console, 'info', () => {});
  page(undefined);
  assert.equal(await keepForOffline(), false);
  const refusing = workers(null);
  refusing.register = async () => {
    throw new Error('insecure');
  };
  page(refusing);
  assert.equal(await keepForOffline(), false);
});
