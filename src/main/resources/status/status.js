/** The page for those who run Crier. */

import { FIGURES, measure } from './figures.js';
import { lasting } from './format.js';
import { PLOTS, Plot } from './plots.js';
import { poll } from './polling.js';
import { Series, SPAN } from './series.js';
import { Now, Sources, Totals } from './tables.js';

const KEPT = 'crier.status.token';
const REFUSED = 'This token is not good for this.';

/** What can be sent in a header at all. */
const SHOWABLE = /^[\x21-\x7e]+$/;

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

const at = (id) => document.getElementById(id);
const series = new Series([...FIGURES.keys()]);
const now = new Now(at('now').tBodies[0]);
const totals = new Totals(at('totals').tBodies[0]);
const sources = new Sources(at('sources').tBodies[0], at('sources-about'));

let plots = [];
let last = null;
let seenAt = null;
let restartedAt = null;
let stop = () => {};

/** Only what is new is announced. */
function say(state, silent = false) {
  if (at('state').textContent !== state) {
    at('state').textContent = state;
  }
  at('state').classList.toggle('bad', silent);
}

function show(moment) {
  const { values, follows } = measure(moment, last);
  const time = Date.now() / 1000;
  if (!follows) {
    series.gap(time - 0.001);
  }
  if (last !== null && last.since !== moment.since) {
    restartedAt = time;
  }
  last = moment;
  seenAt = new Date();
  series.add(time, values);
  plots.forEach((plot) => plot.show(series));
  now.show(values, series);
  totals.show(moment);
  sources.show(moment.sources, Date.parse(moment.at));
  const up = (Date.parse(moment.at) - Date.parse(moment.since)) / 1000;
  // For as long as the plots show the gap.
  const restarted = restartedAt !== null && time - restartedAt < SPAN;
  say(restarted ? `Live. Crier was started again at ${TIME.format(restartedAt * 1000)}.` : 'Live.');
  at('about').textContent = `Version ${moment.version}, up for ${lasting(up)}. As of ${TIME.format(seenAt)}.`;
}

function silence(why) {
  say(seenAt === null ? `No figures: ${why}. Trying on.` : `No figures since ${TIME.format(seenAt)}: ${why}. Trying on.`, true);
}

function open(token) {
  at('ask').hidden = true;
  at('figures').hidden = false;
  at('forget').hidden = false;
  if (plots.length === 0) {
    plots = PLOTS.map((definition) => new Plot(definition, at('plots')));
  }
  say('Waiting for the first figures.');
  stop = poll(token, {
    onMoment: (moment) => {
      sessionStorage.setItem(KEPT, token);
      show(moment);
    },
    onRefused: () => close(REFUSED),
    onSilence: silence,
  });
}

/** Nothing that was shown is left. */
function close(why) {
  stop();
  sessionStorage.removeItem(KEPT);
  series.clear();
  plots.forEach((plot) => plot.show(series));
  now.show({}, series);
  totals.clear();
  sources.clear();
  at('about').textContent = '';
  last = null;
  seenAt = null;
  restartedAt = null;
  at('figures').hidden = true;
  at('forget').hidden = true;
  at('ask').hidden = false;
  at('refusal').textContent = why;
  at('token').setAttribute('aria-invalid', String(why !== ''));
  at('token').value = '';
  at('token').focus();
}

at('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const token = at('token').value.trim();
  if (!SHOWABLE.test(token)) {
    close(REFUSED);
    return;
  }
  at('refusal').textContent = '';
  open(token);
  at('state').focus();
});
at('forget').addEventListener('click', () => close(''));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plots.forEach((plot) => plot.redraw()));

const kept = sessionStorage.getItem(KEPT);
if (kept === null) {
  at('ask').hidden = false;
  at('token').focus();
} else {
  open(kept);
}
