import assert from 'node:assert/strict';
import test, { afterEach, mock } from 'node:test';
import { pass, settle, start } from './browser.mjs';
import { startDocument } from './dom.mjs';
import { messages } from './messages.mjs';

const SRC = 'https://crier.example';
const NOON = Date.parse('2027-03-04T12:00:00Z');
const MINUTE = 60_000;
const at = (minutes) => new Date(NOON + minutes * MINUTE).toISOString();
const item = (id, minutes, more = {}) => ({
  id, version: 1, title: `Title ${id}`, status: 'scheduled', startsAt: at(minutes), endsAt: at(minutes + 60), allDay: false, ...more,
});
const connected = [];

/** A page with an element, and a Crier that answers it. */
async function feed(attributes = {}, { items = [], next = null } = {}) {
  const { server, page } = start();
  const elements = startDocument(page);
  Object.defineProperty(globalThis.navigator, 'language', { value: 'en-GB' });
  Object.defineProperty(globalThis.navigator, 'languages', { value: ['en-GB', 'fr-BE'] });
  const crier = { server, items, next, status: 200, listed: [], spoken: [] };
  const changes = globalThis.fetch;
  globalThis.fetch = async (address, options) => {
    const url = new URL(address);
    const language = /^\/messages\/embed\/(..)\.json$/.exec(url.pathname)?.[1];
    if (server.isDown) {
      throw new TypeError('fetch failed');
    }
    if (language) {
      crier.spoken.push(language);
      return Response.json(messages(language));
    }
    if (url.pathname.endsWith('/v1/announcements')) {
      crier.listed.push(url);
      return crier.status === 200
        ? Response.json({ items: crier.items, next: crier.next, cursor: server.cursor() })
        : Response.json({ status: crier.status, detail: 'limit: 0 refused' }, { status: crier.status });
    }
    return changes(address, options);
  };
  await import('../../main/resources/static/embed.js');
  define(elements);
  const element = new (elements.get('crier-feed'))();
  const { constructor } = element;
  for (const [name, value] of Object.entries({ src: SRC, ...attributes })) {
    element.attributes.set(name, value);
  }
  element.connect();
  connected.push(element);
  await settle();
  const root = element.shadowRoot;
  const text = (part) => root.withPart(part)?.textContent ?? '';
  const titles = () => root.withPart('list').children.map((row) => row.withPart('title').textContent);
  const publish = (kind, announcement, changed = []) => {
    server.log.push({ cursor: server.cursor(server.log.length + 1), kind, id: announcement.id, version: announcement.version, changed, announcement });
    server.streams.forEach((source) => source.follow());
  };
  return { crier, server, element, constructor, root, text, titles, publish };
}

/** Modules run once a process; every test has its own registry. */
let known;
function define(elements) {
  known ??= elements.get('crier-feed');
  elements.set('crier-feed', known);
}

afterEach(() => connected.splice(0).forEach((element) => element.isConnected && element.disconnect()));

test('shows the list, says that it is live, and hides what was inside', async () => {
  const { titles, text, root } = await feed({}, { items: [item('a', -10), item('b', 20)] });
  assert.deepEqual(titles(), ['Title a', 'Title b']);
  assert.equal(text('connection'), 'Live');
  assert.equal(root.children[0].hidden, true);
  assert.equal(root.withPart('list').children[0].withPart('away').textContent, 'on now');
  assert.equal(root.withPart('list').children[1].withPart('away').textContent, 'in 20 minutes');
});

test('asks for what its attributes say', async () => {
  const { crier, server } = await feed({ topic: 'climate| water ', q: 'a|b', attendance: 'online', limit: '5', near: '50,4' });
  assert.equal(
    crier.listed[0].href,
    'https://crier.example/v1/announcements?q=a%7Cb&topic=climate&topic=water&near=50%2C4&attendance=online&phase=live&phase=upcoming&sort=relevance&limit=5',
  );
  assert.equal(
    server.opened[0].url.href,
    'https://crier.example/v1/stream?q=a%7Cb&topic=climate&topic=water&near=50%2C4&attendance=online&since=e1-0',
  );
});

test('a Crier below another path is asked there', async () => {
  const { crier } = await feed({ src: 'https://site.example/events' });
  assert.equal(crier.listed[0].pathname, '/events/v1/announcements');
});

test('a change is shown in words, read out, and in its place', async () => {
  const { titles, text, publish, root } = await feed({}, { items: [item('a', 20), item('b', 40)] });
  const later = item('a', 60, { version: 2 });
  publish('updated', later, [{ field: 'startsAt', from: at(20), to: later.startsAt }]);
  publish('created', item('c', 30));
  await pass(1);
  assert.deepEqual(titles(), ['Title c', 'Title b', 'Title a']);
  const row = root.withPart('list').children[2];
  assert.match(row.withPart('change').textContent, /^start .* → .*/);
  await pass(3);
  assert.match(text('news'), /^Title a: start .*\. Title c: new$/);
});

test('much news is read out in part', async () => {
  const { text, publish } = await feed({ limit: '100' });
  for (let i = 0; i < 50; i++) {
    publish('created', item(`n${i}`, 10 + i));
  }
  await pass(4);
  assert.equal(text('news'), 'Title n0: new. Title n1: new. Title n2: new. More changes: 47');
});

test('what is older than what is known changes nothing', async () => {
  const { titles, publish } = await feed({}, { items: [item('a', 20, { version: 3 })] });
  publish('removed', item('a', 20, { version: 2 }));
  await pass(1);
  assert.deepEqual(titles(), ['Title a']);
});

test('what is over goes, and room that it makes is filled from the list, a little later', async () => {
  const { titles, crier } = await feed({ limit: '1' }, { items: [item('a', -59)], next: 'p' });
  crier.items = [item('b', 30)];
  mock.method(Math, 'random', () => 0.5);
  await pass(80);
  assert.deepEqual(titles(), []);
  await pass(11);
  mock.restoreAll();
  assert.deepEqual(titles(), ['Title b']);
  assert.equal(crier.listed.length, 2);
});

test('what does not fit is not kept', async () => {
  const { titles, publish } = await feed({ limit: '2' }, { items: [item('a', 20), item('b', 40)] });
  publish('created', item('c', 30));
  publish('created', item('d', 90));
  await pass(1);
  assert.deepEqual(titles(), ['Title a', 'Title c']);
});

test('newest first where that is asked for', async () => {
  const old = { publishedAt: '2027-01-01T00:00:00Z' };
  const { titles, publish } = await feed({ sort: '-published' }, { items: [item('a', 20, old)] });
  publish('created', item('b', 10, { publishedAt: '2027-02-01T00:00:00Z' }));
  await pass(1);
  assert.deepEqual(titles(), ['Title b', 'Title a']);
});

test('links lead to the event’s own page, or to ours, never anywhere else', async () => {
  const urls = ['https://event.example/', 'javascript:alert(1)', undefined];
  const { root } = await feed({}, { items: urls.map((url, i) => item(`i${i}`, 20 + i, { url })) });
  const links = root.withPart('list').children.map((row) => String(row.withPart('title').href));
  assert.deepEqual(links, ['https://event.example/', `${SRC}/announcements/i1`, `${SRC}/announcements/i2`]);
  assert.equal(String(root.withPart('all').href), `${SRC}/?`);
});

test('attributes that change begin a new list, once, and end the old one', async () => {
  const { element, crier, server } = await feed({ topic: 'a' });
  element.setAttribute('topic', 'b');
  element.setAttribute('limit', '3');
  element.setAttribute('lang', 'el');
  await settle();
  assert.equal(crier.listed.length, 2);
  assert.equal(crier.listed[1].searchParams.get('topic'), 'b');
  assert.equal(crier.listed[1].searchParams.get('limit'), '3');
  assert.deepEqual(crier.spoken, ['en', 'el']);
  assert.equal(server.streams.size, 1);
  assert.equal([...server.streams][0].url.searchParams.get('topic'), 'b');
});

test('it speaks the language around it, with the viewer’s dates, and English where it cannot', async () => {
  const { element, crier, root } = await feed({ lang: 'fr' }, { items: [item('a', 20)] });
  assert.match(root.withPart('when').textContent, /^jeu\. 4 mars/);
  assert.equal(root.withPart('feed').lang, 'fr');
  element.setAttribute('lang', 'ja');
  await settle();
  assert.deepEqual(crier.spoken, ['fr', 'en']);
});

test('what is refused is said, and not asked again', async () => {
  const { element, crier, text, root } = await feed({ limit: '0' }, {});
  crier.status = 400;
  element.setAttribute('limit', '0');
  await settle();
  assert.equal(text('note'), 'This list is not set up correctly: limit: 0 refused');
  await pass(60);
  assert.equal(crier.listed.length, 2);
  assert.ok(root);
});

test('where it cannot load, what is inside stays, and it tries again', async () => {
  const { element, server, titles, text, root, crier } = await feed({}, { items: [item('a', 20)] });
  element.disconnect();
  server.isDown = true;
  const other = new element.constructor();
  other.attributes.set('src', SRC);
  other.connect();
  connected.push(other);
  await settle();
  const inside = other.shadowRoot;
  assert.notEqual(inside.children[0].hidden, true);
  assert.equal(inside.withPart('note').textContent, 'The announcements could not be loaded.');
  server.isDown = false;
  await pass(3);
  assert.equal(inside.withPart('list').children.length, 1);
  assert.equal(inside.children[0].hidden, true);
  assert.deepEqual([titles().length, text('note'), root === inside, crier.listed.length], [1, '', false, 2]);
});

test('without a connection it says so, and what was loaded stays', async () => {
  const { server, titles, text } = await feed({}, { items: [item('a', 20)] });
  server.kill();
  await pass(3);
  assert.match(text('connection'), /^No connection since \d\d?:00\. What is shown may have changed\.$/);
  assert.deepEqual(titles(), ['Title a']);
  await pass(3);
  assert.match(text('news'), /^No connection since/);
});

test('after a reset the list is read anew', async () => {
  const { server, crier, titles } = await feed({}, { items: [item('a', 20)] });
  server.kill();
  Object.assign(server, { epoch: 'e2', log: [] });
  crier.items = [item('b', 20)];
  server.restart();
  await pass(4);
  assert.deepEqual(titles(), ['Title b']);
});

test('an element that is taken away holds nothing', async () => {
  const { element, server } = await feed({}, { items: [item('a', 20)] });
  element.disconnect();
  await settle();
  assert.equal(server.streams.size, 0);
  const asked = server.asked.length;
  await pass(120);
  assert.equal(server.asked.length, asked);
  assert.equal(server.opened.length, 1);
  element.connect();
  await settle();
  assert.equal(server.streams.size, 1);
});
