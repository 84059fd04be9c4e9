// The page about embedding: what is chosen there shows at once, as a list and as code.

/** The filters of the API that the form does not offer, but an address may bring along. */
const OTHERS = ['source', 'near', 'radius', 'status', 'from', 'to', 'phase', 'sort'];

/** Milliseconds after the last key until the preview is loaded anew. */
const PAUSE = 400;

const USUAL = { limit: '10' };

/**
 * The code to copy.
 *
 * @param {string} root the address of this Crier, without a slash at its end
 * @param {[string, string][]} attributes of the element
 * @param {string} all what the link inside it says
 * @returns {string} HTML
 */
export function codeOf(root, attributes, all) {
  const link = new URLSearchParams(attributes.filter(([name]) => !['limit', 'lang', 'phase', 'sort'].includes(name)).flatMap(alternatives));
  const query = `${link}` === '' ? '' : `?${link}`;
  const written = [['src', root], ...attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return [
    `<script type="module" src="${escaped(root)}/embed.js"></script>`,
    `<crier-feed${written}>`,
    `  <a href="${escaped(`${root}/${query}`)}">${escaped(all)}</a>`,
    '</crier-feed>',
  ].join('\n');
}

/**
 * What an address asks for, as attributes of the element.
 *
 * @param {URLSearchParams} parameters of the API
 * @param {string[]} names those that count
 * @returns {Map<string, string>} alternatives with bars between them
 */
export function attributesOf(parameters, names) {
  const given = names.map((name) => [name, parameters.getAll(name).join('|')]);
  return new Map(given.filter(([, value]) => value !== ''));
}

const alternatives = ([name, value]) => (name === 'q' ? [value] : value.split('|')).map((each) => [name, each.trim()]);

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

/** Brings the page to life. */
function start(form) {
  const [preview, code, copy, copied] = ['preview', 'code', 'copy', 'copied'].map((id) => document.getElementById(id));
  const asked = new URLSearchParams(location.search);
  const others = attributesOf(asked, OTHERS);
  const names = [...new FormData(form).keys()];
  let timer;

  for (const [name, value] of attributesOf(asked, names)) {
    // The language of this page is no choice for the list.
    if (name !== 'lang') {
      set(form.elements[name], value);
    }
  }

  const chosen = () => {
    const values = names.map((name) => [name, form.elements[name].value.trim()]);
    return [...values.filter(([name, value]) => value !== '' && value !== USUAL[name]), ...others];
  };

  const show = () => {
    const attributes = chosen();
    code.firstElementChild.textContent = codeOf(code.dataset.root, attributes, code.dataset.all);
    clearTimeout(timer);
    timer = setTimeout(() => form.checkValidity() && load(attributes), PAUSE);
  };

  const load = (attributes) => {
    const wanted = new Map(attributes);
    for (const name of [...names, ...OTHERS]) {
      if (wanted.has(name)) {
        preview.setAttribute(name, wanted.get(name));
      } else {
        preview.removeAttribute(name);
      }
    }
    const address = new URLSearchParams(attributes.filter(([name]) => name !== 'lang').flatMap(alternatives));
    if (asked.has('lang')) {
      address.set('lang', asked.get('lang'));
    }
    history.replaceState(null, '', `${address}` === '' ? location.pathname : `?${address}`);
  };

  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    copied.textContent = '';
    try {
      await navigator.clipboard.writeText(code.textContent);
      copied.textContent = copy.dataset.copied;
    } catch {
      getSelection().selectAllChildren(code);
      copied.textContent = copy.dataset.notCopied;
    }
  });
  show();
  // Without what there is to choose from, it can still be typed.
  offer(form).catch((failure) => console.info(failure.message));
}

/** A choice that the list does not have is added to it. */
function set(control, value) {
  if (control instanceof HTMLSelectElement && ![...control.options].some((option) => option.value === value)) {
    control.add(new Option(value, value));
  }
  control.value = value;
}

/** Offers what there is. */
async function offer(form) {
  const response = await fetch('/v1/facets');
  const { topic, place, language } = await response.json();
  const options = (facet) => facet.slice(0, 100).map(({ value, label }) => new Option(label, value));
  document.getElementById('topics').append(...options(topic));
  document.getElementById('places').append(...options(place));
  const select = form.elements.language;
  const names = new Intl.DisplayNames(document.documentElement.lang, { type: 'language' });
  const known = new Set([...select.options].map((option) => option.value));
  select.append(...language.filter(({ value }) => !known.has(value)).map(({ value }) => new Option(names.of(value), value)));
  for (const option of select.options) {
    option.textContent = option.value === '' ? option.textContent : names.of(option.value);
  }
}

const form = globalThis.document?.getElementById('options');
if (form) {
  start(form);
}
