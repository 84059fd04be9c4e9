// Keeps what was seen of the board readable without a network. With one, everything comes from there.

const PAGES = 'crier-pages-1';
const SHELL = 'crier-shell-1';

/** As many are kept, the ones seen last. */
const MOST = { [PAGES]: 30, [SHELL]: 100 };

/** One address, one answer: whoever visits has one language, and scripts read the page as a visit does. */
const WHATEVER = { ignoreVary: true };

/** So many milliseconds a network may take while there is something to show. */
const PATIENCE = 4_000;

/** What pages are made of. All else that is no page, above all the API, is none of our concern. */
const IS_SHELL = /^\/(?:css|js|icons|messages)\/|^\/(?:embed\.js|manifest\.webmanifest)$/;
const IS_PAGE = /^\/(?:embed|announcements\/[^/.]+)?$/;

/** Of one who was let in, and not of whoever sits at the same browser next. */
const IS_PRIVATE = /\b(?:private|no-store)\b/i;

/** Not there, or not for whoever asks. */
const GONE = [401, 403, 404, 410];

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const name = keeperOf(event.request);
  if (name !== null) {
    event.respondWith(answer(event, name));
  }
});

/** The cache that the answer is kept in, or null where it is not to be kept. */
function keeperOf(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || request.headers.has('Authorization')) {
    return null;
  }
  return IS_SHELL.test(pathname) ? SHELL : IS_PAGE.test(pathname) ? PAGES : null;
}

async function answer(event, name) {
  const { request } = event;
  const cache = await caches.open(name);
  const known = await cache.match(request.url, WHATEVER);
  const fresh = fetch(request);
  event.waitUntil(fresh.then((response) => remember(cache, request.url, response, MOST[name])).catch(() => {}));
  if (known === undefined) {
    return fresh;
  }
  const better = fresh.then((response) => (response.status >= 500 ? known : response)).catch(() => known);
  return Promise.race([better, after(PATIENCE).then(() => known)]);
}

/** Keeps a good answer as the newest one, and forgets the oldest; what is gone, or not for everybody, is forgotten too. */
async function remember(cache, address, response, most) {
  const isPrivate = IS_PRIVATE.test(response.headers.get('Cache-Control') ?? '');
  if (GONE.includes(response.status) || (response.ok && isPrivate)) {
    await cache.delete(address, WHATEVER);
  } else if (response.ok && response.type === 'basic' && !response.redirected) {
    const copy = response.clone();
    await cache.delete(address, WHATEVER);
    await cache.put(address, copy);
    const all = await cache.keys();
    await Promise.all(all.slice(0, -most).map((old) => cache.delete(old, WHATEVER)));
  }
}

/** What an earlier version of this file has kept. */
async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('crier-') && !(name in MOST)).map((name) => caches.delete(name)));
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
