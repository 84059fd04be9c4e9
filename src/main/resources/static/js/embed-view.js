// How a list looks on another web site.
import { nextTick, phaseOf, relative, when } from './times.js';
import { changeWords, message } from './words.js';

const CSS = `
:host{display:block}
:host([hidden]),[hidden],:empty:not(slot){display:none}
a{color:var(--crier-accent,light-dark(#0b57d0,#a8c7fa))}
ul,p{margin:0;padding:0;list-style:none}
li{display:flex;flex-wrap:wrap;gap:.2em .75em;padding-block:var(--crier-gap,.75em);border-block-end:1px solid var(--crier-line,light-dark(#ccc,#555))}
[part=title],[part=change]{flex-basis:100%;font-weight:600;overflow-wrap:anywhere}
[part=change]{border-inline-start:.25em solid var(--crier-accent,light-dark(#0b57d0,#a8c7fa));padding-inline-start:.5em}
[part=yours],[part=away],[part=where],[part~=connection]{color:var(--crier-muted,light-dark(#555,#bbb))}
[part=news]{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
`;

/** Milliseconds until news is read out, and how much of it. */
const PAUSE = 3_000;
const MOST_NEWS = 3;

export class View {
  #slot = document.createElement('slot');
  #feed = make('div', 'feed');
  #note = make('p', 'note');
  #list = make('ul', 'list');
  #line = make('p', 'connection');
  #all = make('a', 'all');
  #news = make('p', 'news');
  #rows = new Map();
  #words = new Map();
  #told = [];
  #timers = {};
  #items;
  #where;
  #voice = { messages: { 'embed.failed': 'The announcements could not be loaded.' }, locale: 'en' };

  constructor(root) {
    const style = new CSSStyleSheet();
    style.replaceSync(CSS);
    root.adoptedStyleSheets = [style];
    this.#news.role = 'status';
    this.#feed.append(this.#note, this.#list, this.#line, this.#all, this.#news);
    root.append(this.#slot, this.#feed);
  }

  /** All its languages are written from left to right. */
  speak(messages, language, locale) {
    this.#voice = { messages, locale };
    Object.assign(this.#feed, { lang: language, dir: 'ltr' });
    this.#list.ariaLabel = this.#say('embed.label');
    this.#all.textContent = this.#say('embed.all');
  }

  show(list, where) {
    this.#items = list;
    this.#where = where;
    this.#all.href = where.all;
    this.#slot.hidden = true;
    this.#render();
  }

  stop() {
    Object.values(this.#timers).forEach(clearTimeout);
    this.#timers = {};
  }

  fail(detail) {
    this.#note.textContent = this.#say(detail ? 'embed.refused' : 'embed.failed', detail);
  }

  connection({ state, since }) {
    const time = new Intl.DateTimeFormat(this.#voice.locale, { timeStyle: 'short' }).format(since);
    this.#line.textContent = this.#say(`connection.${state}`, time);
    this.#line.part = `connection ${state}`;
    if (state === 'offline') {
      this.#tell(this.#line.textContent);
    }
  }

  change(change) {
    const isSeen = () => this.#items.at(Date.now()).some(({ id }) => id === change.id);
    const wasSeen = isSeen();
    this.#items.take(change);
    if (wasSeen || isSeen()) {
      const words = changeWords(change, this.#voice).join(' · ');
      this.#words.set(change.id, words);
      this.#tell(`${change.announcement.title}: ${words}`);
      this.#later('change', 50, () => this.#render());
    }
  }

  #say(key, ...values) {
    return message(this.#voice.messages, key, ...values);
  }

  #later(name, wait, run) {
    this.#timers[name] ??= setTimeout(() => {
      this.#timers[name] = null;
      run();
    }, wait);
  }

  #tell(text) {
    this.#told.push(text);
    this.#later('news', PAUSE, () => {
      const rest = this.#told.splice(MOST_NEWS);
      const more = rest.length > 0 ? [this.#say('embed.more', rest.length)] : [];
      this.#news.textContent = [...this.#told.splice(0), ...more].join('. ');
    });
  }

  #render() {
    const now = Date.now();
    const items = this.#items.at(now);
    for (const [id, row] of this.#rows) {
      if (!items.some((item) => item.id === id)) {
        row.item.remove();
        this.#rows.delete(id);
        this.#words.delete(id);
      }
    }
    items.forEach((item, place) => {
      const row = this.#rows.get(item.id) ?? newRow();
      this.#rows.set(item.id, row);
      this.#fill(row, item, now);
      const next = this.#list.children[place] ?? null;
      if (next !== row.item) {
        this.#list.insertBefore(row.item, next);
      }
    });
    this.#note.textContent = items.length > 0 ? '' : this.#say('embed.empty');
    if (this.#items.isShort(now)) {
      // Room in one list is room in many: not all ask at once.
      this.#later('short', 60_000 * Math.random(), this.#where.onShort);
    }
    clearTimeout(this.#timers.tick);
    this.#timers.tick = setTimeout(() => this.#render(), nextTick(items.map((item) => item.startsAt ?? now), now));
  }

  #fill(row, item, now) {
    const { locale } = this.#voice;
    const { text, zone, yours, datetime } = when(item, { ...this.#voice, now });
    const { status, attendance, place } = item;
    const where = [attendance && this.#say(`embed.attendance.${attendance}`), place?.name, place?.locality];
    Object.assign(row.title, { textContent: item.title, href: this.#where.address(item), lang: item.language ?? '' });
    Object.assign(row.when, { textContent: zone ? `${text} ${zone}` : text, dateTime: datetime ?? '' });
    row.status.textContent = status === 'scheduled' ? '' : this.#say(`embed.status.${status}`);
    row.yours.textContent = yours;
    const isOn = phaseOf(item, now) === 'live';
    row.away.textContent = isOn ? this.#say('time.live') : datetime && !item.allDay ? relative(datetime, now, locale) : '';
    row.where.textContent = [...new Set(where)].filter(Boolean).join(' · ');
    row.change.textContent = this.#words.get(item.id);
  }
}

function newRow() {
  const row = { item: make('li', 'item'), title: make('a', 'title'), status: make('strong', 'status'), when: make('time', 'when') };
  for (const part of ['yours', 'away', 'where', 'change']) {
    row[part] = make('span', part);
  }
  row.title.dir = 'auto';
  row.item.append(...Object.values(row).slice(1));
  return row;
}

function make(name, part) {
  const element = document.createElement(name);
  element.part = part;
  return element;
}

const TIMES = { start: 'startsAt', published: 'publishedAt', updated: 'updatedAt' };

/** The first announcements of a list, up to a limit. */
export class List {
  #items;
  #more;
  #limit;
  #phases;
  #order;

  constructor({ items, next }, asked) {
    const [, minus, by] = /(-?)(.*)/.exec(asked.get('sort'));
    const time = (item) => Date.parse(item[TIMES[by]] ?? '9999-01-01');
    this.#items = items;
    this.#more = next !== null;
    this.#limit = +asked.get('limit');
    this.#phases = asked.getAll('phase');
    this.#order = TIMES[by] && ((one, other) => (minus ? -1 : 1) * (time(one) - time(other)));
  }

  at(now) {
    return this.#items.filter((item) => this.#phases.includes(phaseOf(item, now)));
  }

  isShort(now) {
    return this.#more && this.at(now).length < this.#limit;
  }

  take({ kind, id, version, announcement }) {
    const place = this.#items.findIndex((item) => item.id === id);
    if (this.#items[place]?.version > version) {
      return;
    }
    const others = this.#items.filter((item) => item.id !== id);
    const items = kind === 'removed' ? others : others.toSpliced(Math.max(place, 0), 0, announcement);
    if (this.#order) {
      items.sort(this.#order);
    }
    this.#more ||= items.length > this.#limit;
    this.#items = items.slice(0, this.#limit);
  }
}
