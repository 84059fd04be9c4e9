/** The plots of the page, by uPlot: a title, the values in words, and the lines. */

import uPlot from './uplot/uPlot.esm.js';
import { FIGURES } from './figures.js';
import { bytes, count, rate } from './format.js';
import { SPAN } from './series.js';

const HEIGHT = 160;
const DASHES = [[], [6, 4], [2, 3]];
const WHOLE = Array.from({ length: 10 }, (_, tens) => [1, 2, 5].map((one) => one * 10 ** tens)).flat();
const TENTHS = [0.1, 0.2, 0.5, ...WHOLE];
const BINARY = Array.from({ length: 50 }, (_, power) => 2 ** power);
const MINUTE = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const SECOND = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** What is plotted: at most three lines each, told apart by their dashes as well as by their colours. */
export const PLOTS = [
  { title: 'Open streams', lines: [{ key: 'streams', label: 'open' }] },
  { title: 'Deliveries a second', lines: [{ key: 'deliveries', label: 'told' }] },
  { title: 'Delivery lag', lines: [{ key: 'lag50', label: 'half within' }, { key: 'lag99', label: '99 of 100 within' }] },
  { title: 'Publishes a second', lines: [{ key: 'publishes', label: 'written' }] },
  { title: 'Resets a minute', lines: [{ key: 'resets', label: 'told' }] },
  { title: 'Memory', lines: [{ key: 'heapUsed', label: 'heap in use' }, { key: 'heapCommitted', label: 'taken from the system' }] },
];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** One plot. */
export class Plot {
  #title;
  #lines;
  #keys;
  #values;
  #canvas;
  #chart;
  #columns;
  #pointed = null;

  /**
   * @param {{ title: string, lines: { key: string, label: string }[] }} definition
   * @param {HTMLElement} parent where it is put at the end
   */
  constructor({ title, lines }, parent) {
    this.#title = title;
    this.#lines = lines;
    this.#keys = lines.map((line) => line.key);
    this.#columns = [[], ...lines.map(() => [])];
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    const heading = document.createElement('h3');
    heading.textContent = title;
    caption.append(heading);
    this.#values = lines.map((line, number) => caption.appendChild(legend(line.label, number)).lastChild);
    this.#canvas = document.createElement('div');
    this.#canvas.className = 'canvas';
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.setAttribute('aria-label', title);
    figure.append(caption, this.#canvas);
    parent.append(figure);
    this.#chart = new uPlot(this.#options(), this.#columns, this.#canvas);
    new ResizeObserver(() => this.#fit()).observe(this.#canvas);
  }

  #options() {
    const { write } = FIGURES.get(this.#keys[0]);
    const axis = { stroke: () => colour('--quiet'), grid: { stroke: () => colour('--faint'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
    return {
      width: this.#canvas.clientWidth || 320,
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: {
        x: { time: true, range: () => { const end = Date.now() / 1000; return [end - SPAN, end]; } },
        // From nothing, for what is twice as much is to look so; to one at the least.
        y: { range: (_, __, highest) => [0, highest > 0 ? highest * 1.1 : 1] },
      },
      axes: [
        { ...axis, size: 28, space: 80, values: (_, times) => times.map((time) => MINUTE.format(time * 1000)) },
        { ...axis, size: 70, space: 28, incrs: STEPS.get(write), values: (_, values) => values.map(write) },
      ],
      series: [
        {},
        ...this.#lines.map((_, number) => ({
          stroke: () => colour(`--line-${number + 1}`),
          width: 2,
          dash: DASHES[number],
          spanGaps: false,
          points: { show: false },
        })),
      ],
      hooks: { setCursor: [(chart) => this.#point(chart.cursor.idx ?? null)] },
    };
  }

  /** Values of the time that is pointed at, else the latest. */
  #point(index) {
    this.#pointed = index;
    this.#tell();
  }

  #tell() {
    const times = this.#columns[0];
    const pointed = this.#pointed !== null && this.#pointed < times.length;
    const at = pointed ? this.#pointed : times.length - 1;
    this.#values.forEach((place, number) => {
      const { write } = FIGURES.get(this.#keys[number]);
      const value = at < 0 ? null : this.#columns[number + 1][at];
      place.textContent = write(value) + (pointed ? ` at ${SECOND.format(times[at] * 1000)}` : '');
    });
  }

  #fit() {
    const width = this.#canvas.clientWidth;
    if (width > 0 && width !== this.#chart.width) {
      this.#chart.setSize({ width, height: HEIGHT });
    }
  }

  /** Shows what is there. @param {import('./series.js').Series} series */
  show(series) {
    this.#columns = series.columns(this.#keys);
    this.#chart.setData(this.#columns);
    this.#tell();
    const texts = this.#lines.map((line, number) => {
      const { write } = FIGURES.get(line.key);
      const { lowest, highest } = series.range(line.key);
      return `${line.label} ${write(this.#columns[number + 1].at(-1) ?? null)} now, between ${write(lowest)} and ${write(highest)}`;
    });
    this.#canvas.setAttribute('aria-label', `${this.#title} over the last ten minutes: ${texts.join('; ')}.`);
  }

  /** In other colours. */
  redraw() {
    this.#chart.redraw(false, true);
  }
}

/** Between the marks of an axis: what cannot be told apart when it is written is not marked. */
const STEPS = new Map([[count, WHOLE], [rate, TENTHS], [bytes, BINARY]]);

function legend(label, number) {
  const entry = document.createElement('p');
  entry.className = 'legend';
  const sample = document.createElement('span');
  sample.className = `sample sample-${number + 1}`;
  const value = document.createElement('strong');
  entry.append(sample, `${label} `, value);
  return entry;
}
