import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { LANGUAGES, messages } from './messages.mjs';

const STATIC = new URL('../../main/resources/static/', import.meta.url);

const zipped = (text) => gzipSync(text, { level: 9 }).length;

/** All modules that a module needs, itself first. */
function needed(address, known = new Map()) {
  if (!known.has(address.href)) {
    const text = readFileSync(address, 'utf8');
    known.set(address.href, zipped(text));
    for (const [, path] of text.matchAll(/^(?:import|export) .* from '(.+)';$/gm)) {
      needed(new URL(path, address), known);
    }
  }
  return known;
}

test('the element for other web sites, with all it needs, takes less than 15 kB', () => {
  const modules = [...needed(new URL('embed.js', STATIC)).values()];
  assert.ok(modules.length > 5);
  const texts = LANGUAGES.map((language) => {
    const own = Object.entries(messages(language)).filter(([key]) => !key.startsWith('embed.page.'));
    return zipped(JSON.stringify(Object.fromEntries(own)));
  });
  const sum = modules.reduce((one, other) => one + other) + Math.max(...texts);
  assert.ok(sum < 15_000, `${sum} bytes, ${Math.max(...texts)} of them messages`);
});
