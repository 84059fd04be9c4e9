import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { attributesOf, codeOf } from '../../main/resources/static/js/embed-page.js';
import { messages } from './messages.mjs';

test('the code has what was chosen, and a link to the same for when there are no scripts', () => {
  const code = codeOf('https://crier.example', [['topic', 'climate| water'], ['limit', '5'], ['lang', 'fr']], 'Toutes les annonces');
  assert.equal(
    code,
    `<script type="module" src="https://crier.example/embed.js"></script>
<crier-feed src="https://crier.example" topic="climate| water" limit="5" lang="fr">
  <a href="https://crier.example/?topic=climate&amp;topic=water">Toutes les annonces</a>
</crier-feed>`,
  );
});

test('without choices the link leads to everything', () => {
  assert.match(codeOf('https://crier.example', [], 'All'), /<a href="https:\/\/crier\.example\/">All<\/a>/);
});

test('what is typed cannot leave its attribute', () => {
  const code = codeOf('https://crier.example', [['topic', '"><script>&']], '<b>');
  assert.match(code, / topic="&quot;&gt;&lt;script&gt;&amp;"/);
  assert.match(code, />&lt;b&gt;<\/a>/);
});

test('an address brings what it asks for along', () => {
  const asked = new URLSearchParams('topic=a&topic=b&q=x&other=1&limit=');
  assert.deepEqual([...attributesOf(asked, ['q', 'topic', 'limit'])], [['q', 'x'], ['topic', 'a|b']]);
});

test('all that the page says is there', () => {
  const template = readFileSync(new URL('../../main/resources/templates/embed.html', import.meta.url), 'utf8');
  const keys = new Set(template.match(/#\{([\w.-]+)\}/g).map((key) => key.slice(2, -1)));
  assert.deepEqual([...keys].filter((key) => messages('en')[key] === undefined), []);
  const unsaid = Object.keys(messages('en')).filter((key) => key.startsWith('embed.page.') && !keys.has(key));
  assert.deepEqual(unsaid, []);
});
