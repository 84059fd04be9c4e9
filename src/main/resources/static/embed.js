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
    try {
      await this.#run(signal);
    } catch (failure) {
      if (!signal.aborted) {
        const refused = failure.status === 400;
        this.#view.fail(refused && failure.detail);
        const again = () => signal.aborted || this.#start(failures + 1);
        refused || setTimeout(again, pause(failures + 1));
      }
    }
  }

  async #run(signal) {
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
    this.#view.show(new List(page, listing), {
      all: this.#at(`?${filters}`),
      address: ({ id, url }) => (/^https?:/.test(url) ? url : this.#at(`announcements/${id}`)),
      onShort: () => this.#start(),
    });
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
