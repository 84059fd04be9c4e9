// The board: whatever the server wrote is kept true from here on.
import { about, addYours, makeCard } from './card.js';
import { Batch } from './batch.js';
import { phaseOf } from './clock.js';
import { showConnection } from './connected.js';
import { follow } from './live.js';
import { keepForOffline } from './offline.js';
import { keepRenewed } from './pages.js';
import { keepingPlace, readAgain, renew } from './renewal.js';
import { Sections } from './sections.js';
import { tick } from './ticking.js';
import { Told } from './told.js';
import { viewerOf } from './viewer.js';
import { goThrough } from './wall.js';
import { changeWords } from './words.js';

const MOST_NEWS = 30;

/** How long what is new looks new, in milliseconds. */
const FRESH = 60_000;
const MOST_FRESH = 60;

const main = document.querySelector('#main');
const { kind, language, stream, cursor } = document.body.dataset;

/** Shows what became of announcements, and what time makes of them. */
class Board {
  #viewer;
  #template = main.querySelector('#card');
  #news = main.querySelector('[data-section="news"]');
  #sections;
  #told;
  #batch;
  #ticking;
  #renewing = null;

  constructor(viewer) {
    this.#viewer = viewer;
    this.#sections = new Sections(main, viewer.locale);
    this.#told = new Told(document.querySelector('#told'), (count) => viewer.say('told.more', count));
    this.#batch = new Batch(
      (news, rest) => this.#show(news, rest),
      () => this.renew(),
      (showing) => {
        keepingPlace(main, () => {
          showing();
          this.#sections.tidy();
        });
        this.#ticking.lookSoon();
      },
    );
    this.#localise();
    this.#ticking = tick(
      {
        cards: () => this.#sections.all(),
        turn: (card, phase) => this.#turn(card, phase),
        days: () => main.querySelectorAll('.day'),
        news: () => main.querySelectorAll('time[data-slot="at"]'),
      },
      viewer,
    );
  }

  /** @param {object} change as the stream tells it */
  receive(change) {
    const { id, version, announcement } = change;
    const known = this.#sections.find(id);
    if (known ? change.kind !== 'removed' && about(known).version >= version : kind === 'later') {
      return;
    }
    const words = changeWords(change, this.#viewer);
    this.#batch.add({ kind: change.kind, id, version, announcement, words, at: new Date() });
  }

  /** Reads all of it anew. */
  async renew() {
    this.#renewing?.abort();
    const renewing = new AbortController();
    this.#renewing = renewing;
    try {
      const page = await readAgain(renewing.signal);
      this.#batch.clear();
      renew(main, page);
      this.#sections.read();
      this.#localise();
      this.#ticking.look();
    } catch (failure) {
      if (!renewing.signal.aborted) {
        setTimeout(() => renewing === this.#renewing && this.renew(), 10_000);
      }
    }
  }

  #show(news, rest) {
    if (news.kind === 'removed') {
      this.#remove(news);
    } else {
      this.#put(news, rest);
    }
  }

  #put(news, rest) {
    const { announcement, id, version, kind: what } = news;
    const before = this.#sections.find(id);
    if (before && about(before).version >= version) {
      return;
    }
    const phase = phaseOf(announcement, this.#viewer.clock());
    const card = makeCard(this.#template, announcement, this.#viewer, news);
    const shown = this.#sections.place(card, phase, kind === 'later');
    // The newest push the others out.
    if (rest < MOST_NEWS) {
      this.#addNews(news);
    }
    if (shown) {
      freshen(card, before === undefined ? 'came' : 'changed');
    }
    if (shown || this.#news) {
      const { title } = announcement;
      const say = this.#viewer.say;
      this.#told.tell(what === 'created' ? say('told.created', title) : say('told.changed', title, news.words.join(', ')));
    }
  }

  #addNews(news) {
    if (!this.#news) {
      return;
    }
    this.#removeNews(news.id);
    const card = makeCard(this.#template, news.announcement, this.#viewer, news);
    const list = this.#news.querySelector('.cards');
    list.prepend(card);
    freshen(card, 'came');
    while (list.childElementCount > MOST_NEWS) {
      list.lastElementChild.remove();
    }
    this.#news.hidden = false;
  }

  #remove({ id, announcement }) {
    const card = this.#sections.find(id);
    this.#sections.remove(id);
    this.#removeNews(id);
    if (card) {
      this.#told.tell(this.#viewer.say('told.removed', announcement.title));
    }
  }

  #removeNews(id) {
    this.#news?.querySelector(`.card[data-id="${CSS.escape(id)}"]`)?.remove();
    if (this.#news) {
      this.#news.hidden = this.#news.querySelector('.card') === null;
    }
  }

  #turn(card, phase) {
    keepingPlace(main, () => {
      this.#sections.place(card, phase);
      this.#sections.tidy();
    });
  }

  #localise() {
    main.querySelectorAll('.card').forEach((card) => addYours(card, this.#viewer));
  }
}

/** Milliseconds that a card moves for, and how many do at once: a crowd of them is a flicker, and dear. */
const MOVING = 1200;
const MOST_MOVING = 2;

/** Marks a card as new for a while, or until others are newer. */
function freshen(card, how) {
  const now = Date.now();
  card.classList.add('fresh');
  fresh.push({ card, until: now + FRESH });
  if (fresh.length > MOST_FRESH) {
    age(fresh.shift());
  }
  while (movedAt[0] <= now - MOVING) {
    movedAt.shift();
  }
  if (movedAt.length < MOST_MOVING) {
    movedAt.push(now);
    card.classList.add(how);
  }
}

const movedAt = [];

const fresh = [];

const age = ({ card }) => card.classList.remove('fresh', 'came', 'changed');

setInterval(() => {
  while (fresh[0]?.until <= Date.now()) {
    age(fresh.shift());
  }
}, 2000);

/** Fields that were left empty say nothing. */
function leaveOutBlanks(form) {
  form?.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (value === '' && name !== 'board') {
        formData.delete(name);
      }
    }
  });
}

async function begin() {
  // Where what comes and goes moves what is looked at, it is moved back here.
  document.documentElement.style.overflowAnchor = 'none';
  leaveOutBlanks(document.querySelector('#search'));
  if (document.documentElement.classList.contains('unattended')) {
    goThrough();
  }
  keepForOffline();
  const viewer = await viewerOf(language);
  if (kind === 'month' || kind === 'announcement') {
    keepRenewed({ kind, main, stream, cursor, viewer });
  } else if (kind === 'board' || kind === 'later') {
    const board = new Board(viewer);
    follow(new URL(stream, location), {
      cursor,
      onChange: (change) => board.receive(change),
      onReset: () => board.renew(),
      onState: showConnection(document.querySelector('#connection'), viewer),
    });
  }
}

begin();
