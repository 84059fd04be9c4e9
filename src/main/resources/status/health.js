/** How sources do, in words. */

import { relative } from './format.js';

/** A poll that is so late is not just waiting for its turn. */
const OVERDUE_MILLIS = 2 * 60_000;

/**
 * How one source does.
 * @param {object} source of `sources.items` of /status/data
 * @param {number} now milliseconds of the epoch, by the server's clock
 * @returns {{ word: 'Failing'|'Overdue'|'Off'|'New'|'Fine', bad: boolean, sentence: string }}
 */
export function health(source, now) {
  if (!source.enabled) {
    return { word: 'Off', bad: false, sentence: `Switched off${lastGood(source, now, ', last read ')}.` };
  }
  const next = `next poll ${when(source.nextPollAt, now)}`;
  if (source.failures > 0) {
    const polls = source.failures === 1 ? 'the last poll' : `the last ${source.failures} polls`;
    const good = lastGood(source, now, 'last read ') || 'never read';
    return {
      word: 'Failing',
      bad: true,
      sentence: `${sentence(`${polls} came to nothing: ${source.lastError ?? 'for an unknown reason'}`)} ${sentence(`${good}, ${next}`)}`,
    };
  }
  if (source.nextPollAt !== null && now - Date.parse(source.nextPollAt) > OVERDUE_MILLIS) {
    return { word: 'Overdue', bad: true, sentence: `Was to be polled ${relative(source.nextPollAt, now)}${lastGood(source, now, ', last read ')}.` };
  }
  if (source.lastPolledAt === null) {
    return { word: 'New', bad: false, sentence: `Not polled yet, ${next}.` };
  }
  return { word: 'Fine', bad: false, sentence: sentence(`${lastGood(source, now, 'read ')}, ${next}`) };
}

/**
 * All sources in one sentence.
 * @param {?{count: number, failing: number, items: object[]}} sources of /status/data; null where the database did not answer
 * @returns {string}
 */
export function summary(sources) {
  if (sources === null) {
    return 'Not known: the database did not answer in time.';
  }
  if (sources.count === 0) {
    return 'There are none.';
  }
  const many = sources.count === 1 ? 'One source' : `${sources.count} sources`;
  const failing = sources.failing === 0 ? 'none of them fails' : `${sources.failing} of them ${sources.failing === 1 ? 'fails' : 'fail'}`;
  const shown = sources.items.length < sources.count ? ` The first ${sources.items.length} are shown.` : '';
  return `${many}, ${failing}.${shown}`;
}

function lastGood(source, now, before) {
  return source.lastSucceededAt === null ? '' : before + relative(source.lastSucceededAt, now);
}

function when(instant, now) {
  return instant === null ? 'not planned' : Date.parse(instant) <= now ? 'due' : relative(instant, now);
}

function sentence(text) {
  const trimmed = text.trim().replace(/[.]+$/, '');
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}
