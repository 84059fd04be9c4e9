/** What is shown of a moment of /status/data, and of two of them that follow each other. */

import { bytes, bytesRate, count, part, rate, seconds } from './format.js';

/** Two moments that are further apart have too little to do with each other for a rate. */
const LONGEST_STEP = 15;

const sum = (counts, ...names) => names.reduce((all, name) => all + (counts[name] ?? 0), 0);
const all = (counts) => Object.values(counts).reduce((one, other) => one + other, 0);
const published = (moment) => sum(moment.publishing.writes, 'created', 'updated', 'removed');
const unpublished = (moment) => sum(moment.publishing.writes, 'refused', 'failed');
const turnedAway = (moment) => all(moment.streams.opens) - sum(moment.streams.opens, 'opened');

/** How a total goes up, a second. */
const perSecond = (total) => (now, before, step) => (before === null ? null : (total(now) - total(before)) / step);

/** The same, a minute. */
const perMinute = (total) => (now, before, step) => (before === null ? null : (60 * (total(now) - total(before))) / step);

/**
 * @typedef {object} Figure
 * @property {string} key
 * @property {string} label
 * @property {(value: ?number) => string} write
 * @property {(now: object, before: ?object, step: number) => ?number} of its value, from a moment, the one before
 *     (null where there is none that it may be compared with) and the seconds between
 */

/** @type {{ title: string, figures: Figure[] }[]} */
export const GROUPS = [
  {
    title: 'Streams',
    figures: [
      { key: 'streams', label: 'Open streams', write: count, of: (now) => now.streams.open },
      { key: 'opens', label: 'Opened a second', write: rate, of: perSecond((it) => it.streams.opens.opened ?? 0) },
      { key: 'refusals', label: 'Turned away a second', write: rate, of: perSecond(turnedAway) },
      { key: 'deliveries', label: 'Deliveries a second', write: rate, of: perSecond((it) => it.streams.deliveries) },
      { key: 'sent', label: 'Sent', write: bytesRate, of: perSecond((it) => it.streams.bytes) },
      { key: 'lag50', label: 'Delivery lag, half within', write: seconds, of: (now) => now.streams.lag?.p50 ?? null },
      { key: 'lag99', label: 'Delivery lag, 99 of 100 within', write: seconds, of: (now) => now.streams.lag?.p99 ?? null },
      { key: 'lagMax', label: 'Delivery lag, longest', write: seconds, of: (now) => now.streams.lag?.max ?? null },
      { key: 'resets', label: 'Resets a minute', write: rate, of: perMinute((it) => all(it.streams.resets)) },
    ],
  },
  {
    title: 'Publishing',
    figures: [
      { key: 'publishes', label: 'Publishes a second', write: rate, of: perSecond(published) },
      { key: 'unpublished', label: 'Refused or failed a second', write: rate, of: perSecond(unpublished) },
      {
        key: 'publishing',
        label: 'Time to publish, on average',
        write: seconds,
        of: (now, before) => {
          const writes = before === null ? 0 : all(now.publishing.writes) - all(before.publishing.writes);
          return writes > 0 ? (now.publishing.seconds - before.publishing.seconds) / writes : null;
        },
      },
    ],
  },
  {
    title: 'The log',
    figures: [
      { key: 'tailLag', label: 'From commit to memory, 99 of 100 within', write: seconds, of: (now) => now.log.lag?.p99 ?? null },
      { key: 'tailAge', label: 'Since the log was last read to its end', write: seconds, of: (now) => now.log.age },
      { key: 'ring', label: 'Changes in memory', write: count, of: (now) => now.log.ring?.changes ?? null },
      { key: 'ringSize', label: 'What they take', write: bytes, of: (now) => now.log.ring?.bytes ?? null },
      { key: 'misses', label: 'Looks for what memory has lost, a second', write: rate, of: perSecond((it) => it.log.lookups.miss ?? 0) },
      { key: 'catchups', label: 'Readings of old changes a second', write: rate, of: perSecond((it) => it.log.catchups) },
    ],
  },
  {
    title: 'Reading',
    figures: [
      { key: 'fromMemory', label: 'Answers from memory a second', write: rate, of: perSecond((it) => it.answers.memory ?? 0) },
      { key: 'notModified', label: 'Not modified, a second', write: rate, of: perSecond((it) => it.answers['not-modified'] ?? 0) },
      { key: 'fromDatabase', label: 'Answers from the database a second', write: rate, of: perSecond((it) => it.answers.database ?? 0) },
    ],
  },
  {
    title: 'The process',
    figures: [
      { key: 'cpu', label: 'Processors in use', write: part, of: (now, before, step) => (before === null ? null : (now.machine.cpuSeconds - before.machine.cpuSeconds) / step / now.machine.processors) },
      { key: 'heapUsed', label: 'Heap in use', write: bytes, of: (now) => now.machine.heapUsed },
      { key: 'heapCommitted', label: 'Heap taken from the system', write: bytes, of: (now) => now.machine.heapCommitted },
      { key: 'heapMax', label: 'Heap at the most', write: bytes, of: (now) => (now.machine.heapMax < 0 ? null : now.machine.heapMax) },
      { key: 'loopDelay', label: 'Event loops late, 99 of 100 within', write: seconds, of: (now) => now.machine.loopDelay?.p99 ?? null },
      { key: 'loopDelayMax', label: 'Event loops late, longest', write: seconds, of: (now) => now.machine.loopDelay?.max ?? null },
    ],
  },
  {
    title: 'The database',
    figures: [
      { key: 'acquired', label: 'Connections in use', write: count, of: (now) => now.pool.acquired },
      { key: 'pending', label: 'Waiting for a connection', write: count, of: (now) => now.pool.pending },
    ],
  },
];

/** @type {Map<string, Figure>} */
export const FIGURES = new Map(GROUPS.flatMap((group) => group.figures).map((figure) => [figure.key, figure]));

/**
 * All figures of a moment.
 * @param {object} now of /status/data
 * @param {?object} before the moment before it; of another life of the process, or of long ago, it counts as none
 * @returns {{ values: Record<string, ?number>, follows: boolean }} by key, and whether there was a moment to compare with
 */
export function measure(now, before) {
  const step = before === null ? 0 : (Date.parse(now.at) - Date.parse(before.at)) / 1000;
  const follows = before !== null && before.since === now.since && step > 0 && step <= LONGEST_STEP;
  const values = {};
  for (const [key, figure] of FIGURES) {
    values[key] = figure.of(now, follows ? before : null, step);
  }
  return { values, follows };
}

const TOTALS = {
  opens: {
    opened: 'Streams opened',
    stopping: 'Streams refused: Crier was stopping',
    full: 'Streams refused: as many were open as may be',
    'client-full': 'Streams refused: their client had as many as one may',
    'too-fast': 'Streams refused: too many a second',
    'catching-up': 'Streams refused: too many were reading the log',
    failed: 'Streams that could not be opened',
  },
  resets: {
    expired: 'Resets: what followed was no longer kept',
    'other-epoch': 'Resets: the cursor was of another log',
    future: 'Resets: the log did not reach so far',
    unreadable: 'Resets: it was no cursor',
  },
  writes: {
    created: 'Announcements created',
    updated: 'Announcements updated',
    removed: 'Announcements removed',
    unchanged: 'Writes that changed nothing',
    replayed: 'Writes that were done before, under the same key',
    refused: 'Writes refused',
    failed: 'Writes that failed',
  },
  polls: {
    read: 'Polls that read a document',
    'not-modified': 'Polls that found nothing new',
    failed: 'Polls that came to nothing',
  },
};

/**
 * How often what happened since the process started.
 * @param {object} moment of /status/data
 * @returns {[string, number][]} labels and counts
 */
export function totals(moment) {
  const rows = [
    ['Deliveries', moment.streams.deliveries],
    ['Statements that wrote', moment.publishing.batches],
    ['Connections lost that the log was followed by', moment.log.reconnects],
  ];
  const counts = { opens: moment.streams.opens, resets: moment.streams.resets, writes: moment.publishing.writes, polls: moment.polls };
  for (const [kind, labels] of Object.entries(TOTALS)) {
    for (const [word, label] of Object.entries(labels)) {
      rows.push([label, counts[kind][word] ?? 0]);
    }
  }
  return rows;
}
