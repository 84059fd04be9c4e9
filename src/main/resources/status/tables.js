/** The tables of the page. What stays the same is not touched, so that nobody who reads or selects is disturbed. */

import { count } from './format.js';
import { GROUPS, totals } from './figures.js';
import { health, summary } from './health.js';

function cell(name, text, { scope, className } = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  if (scope) {
    made.scope = scope;
  }
  if (className) {
    made.className = className;
  }
  return made;
}

function set(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Figures as they are and have been, by groups. */
export class Now {
  #rows = [];

  /** @param {HTMLTableSectionElement} body */
  constructor(body) {
    const table = body.parentElement;
    for (const group of GROUPS) {
      const part = table.appendChild(document.createElement('tbody'));
      const head = part.insertRow();
      const title = cell('th', group.title, { scope: 'rowgroup', className: 'group' });
      title.colSpan = 4;
      head.append(title);
      for (const figure of group.figures) {
        const row = part.insertRow();
        row.append(cell('th', figure.label, { scope: 'row' }));
        this.#rows.push({ figure, cells: [row.insertCell(), row.insertCell(), row.insertCell()] });
      }
    }
    body.remove();
  }

  /**
   * @param {Record<string, ?number>} values the latest
   * @param {import('./series.js').Series} series
   */
  show(values, series) {
    for (const { figure, cells } of this.#rows) {
      const { lowest, highest } = series.range(figure.key);
      [values[figure.key], lowest, highest].forEach((value, number) => set(cells[number], figure.write(value)));
    }
  }
}

/** Counts since the process started. */
export class Totals {
  #body;
  #cells = new Map();

  /** @param {HTMLTableSectionElement} body */
  constructor(body) {
    this.#body = body;
  }

  /** @param {object} moment of /status/data */
  show(moment) {
    for (const [label, many] of totals(moment)) {
      if (!this.#cells.has(label)) {
        const row = this.#body.insertRow();
        row.append(cell('th', label, { scope: 'row' }));
        this.#cells.set(label, row.insertCell());
      }
      set(this.#cells.get(label), count(many));
    }
  }

  clear() {
    this.#body.replaceChildren();
    this.#cells.clear();
  }
}

/** Sources, with how they do in words. */
export class Sources {
  #body;
  #about;
  #rows = new Map();

  /**
   * @param {HTMLTableSectionElement} body
   * @param {HTMLElement} about where all of them are summed up
   */
  constructor(body, about) {
    this.#body = body;
    this.#about = about;
  }

  /**
   * @param {?object} sources of /status/data
   * @param {number} now milliseconds of the epoch, by the server's clock
   */
  show(sources, now) {
    set(this.#about, summary(sources));
    const items = sources?.items ?? [];
    this.#body.closest('.wide').hidden = items.length === 0;
    const rows = items.map((source) => this.#row(source, now));
    if (rows.length !== this.#body.rows.length || rows.some((row, place) => row !== this.#body.rows[place])) {
      this.#body.replaceChildren(...rows);
    }
    const there = new Set(items.map((source) => source.id));
    for (const id of this.#rows.keys()) {
      if (!there.has(id)) {
        this.#rows.delete(id);
      }
    }
  }

  clear() {
    this.#about.textContent = '';
    this.#body.replaceChildren();
    this.#rows.clear();
  }

  #row(source, now) {
    const known = this.#rows.get(source.id) ?? this.#make(source);
    const { word, bad, sentence } = health(source, now);
    set(known.title, source.title ?? source.url);
    set(known.word, word);
    known.word.className = bad ? 'bad' : source.enabled ? 'good' : '';
    set(known.sentence, sentence);
    return known.row;
  }

  #make(source) {
    const row = document.createElement('tr');
    const head = cell('th', '', { scope: 'row' });
    const link = document.createElement('a');
    link.rel = 'noreferrer';
    if (/^https?:/.test(source.url)) {
      link.href = source.url;
    }
    head.append(link);
    const how = document.createElement('td');
    const word = document.createElement('strong');
    const sentence = document.createElement('span');
    how.append(word, ' ', sentence);
    row.append(head, how);
    const made = { row, title: link, word, sentence };
    this.#rows.set(source.id, made);
    return made;
  }
}
