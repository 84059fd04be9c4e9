// <crier-feed>: announcements on any web site, live; /embed shows how.
import { List, View } from './js/embed-view.js';
import { follow } from './js/live.js';
import { pause } from './js/reader.js';

const FILTERS = 'q topic organiser source place near radius attendance status language from to'.split(' ');
const LANGUAGES = 'en fr de es ca nl el'.split(' ');

class CrierFeed extends HTMLElement {
  static observedAttributes = [...FILTERS, 'src', 'phase', 'sort', 'limit', 'lang'];
  #view;
  #running;

  connectedCallback() {
    this.#view ??= new View(this.attachShadow({ mode: 'open' }));
    this.#start();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** Attributes may change together. */
  async attributeChangedCallback() {
    this.#stop();
    await null;
    if (this.isConnected && !this.#running) {
      this.#start();
    }
  }

  #stop() {
    this.#running?.abort();
    this.#running = null;
    this.#view?.stop();
  }

  async #start(failures = 0) {
    this.#stop();
    const { signal } = (this.#running = new AbortController());
    const again = (wait, after) => setTimeout(() => signal.aborted || this.#start(after), wait);
    try {
      // Room in one list is room in many: not all ask at once.
      await this.#run(signal, () => again(10_000 * Math.random(), 0));
    } catch (failure) {
      if (!signal.aborted) {
        const refused = failure.status === 400;
        this.#view.fail(refused && failure.detail);
        refused || again(pause(failures + 1), failures + 1);
      }
    }
  }

  async #run(signal, onShort) {
    const read = async (path) => {
      const response = await fetch(this.#at(path), { signal, credentials: 'omit' });
      const body = await response.json();
      if (!response.ok) {
        throw body;
      }
      return body;
    };
    const [language, locale] = this.#languages();
    this.#view.speak(await read(`messages/embed/${language}.json`), language, locale);
    const filters = this.#parameters(FILTERS.map((name) => [name, '']));
    const sort = filters.has('q') ? 'relevance' : 'start';
    const listing = this.#parameters([['phase', 'live|upcoming'], ['sort', sort], ['limit', '10']]);
    const page = await read(`v1/announcements?${filters}&${listing}`);
    const address = ({ id, url }) => (/^https?:/.test(url) ? url : this.#at(`announcements/${id}`));
    this.#view.show(new List(page, listing), { all: this.#at(`?${filters}`), address, onShort });
    const feed = follow(this.#at(`v1/stream?${filters}`), {
      cursor: page.cursor,
      onChange: (change) => this.#view.change(change),
      onReset: () => this.#start(),
      onState: (line) => this.#view.connection(line),
    });
    signal.addEventListener('abort', () => feed.close());
  }

  #at(path) {
    const src = this.getAttribute('src');
    return new URL(path, src ? new URL(src.replace(/\/?$/, '/'), document.baseURI) : import.meta.url);
  }

  #parameters(names) {
    const values = ([name, otherwise]) => {
      const text = this.getAttribute(name) ?? otherwise;
      return (name === 'q' ? [text] : text.split('|')).map((value) => [name, value.trim()]);
    };
    return new URLSearchParams(names.flatMap(values).filter(([, value]) => value));
  }

  /** What it speaks, and how the viewer writes dates in it. */
  #languages() {
    const asked = this.closest('[lang]')?.lang || navigator.language;
    const language = LANGUAGES.find((each) => each === asked.slice(0, 2)) ?? 'en';
    return [language, [asked, ...navigator.languages].find((tag) => tag.startsWith(`${language}-`)) ?? language];
  }
}

customElements.get('crier-feed') ?? customElements.define('crier-feed', CrierFeed);
