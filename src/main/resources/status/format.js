/** Figures in words, for the page about the status, which is in English. */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const STEPS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** What stands where nothing is known. */
export const UNKNOWN = '–';

/** A function that writes a number, and a dash for what is not known. */
const known = (write) => (value) => (value === null || value === undefined || Number.isNaN(value) ? UNKNOWN : write(value));

/** @type {(value: ?number) => string} a whole number, such as "12,345" */
export const count = known((value) => WHOLE.format(value));

/** @type {(value: ?number) => string} so many a second, with tenths where they are few */
export const rate = known((value) => (value < 100 ? TENTHS : WHOLE).format(value));

/** @type {(value: ?number) => string} a part of all, from 0 to 1, such as "42%" */
export const part = known((value) => PERCENT.format(value));

/** @type {(value: ?number) => string} seconds, such as "850 µs", "12.5 ms", "1.2 s" */
export const seconds = known((value) => {
  if (value === 0) {
    return '0 ms';
  }
  if (value < 0.000_999_5) {
    return `${THREE_DIGITS.format(value * 1e6)} µs`;
  }
  return value < 0.999_5 ? `${THREE_DIGITS.format(value * 1e3)} ms` : `${THREE_DIGITS.format(value)} s`;
});

/** @type {(value: ?number) => string} bytes, such as "12.3 MiB" */
export const bytes = known((value) => {
  let unit = 0;
  let left = value;
  while (left >= 999.5 && unit < BYTES.length - 1) {
    left /= 1024;
    unit++;
  }
  return `${(unit === 0 ? WHOLE : THREE_DIGITS).format(left)} ${BYTES[unit]}`;
});

/** @type {(value: ?number) => string} bytes a second */
export const bytesRate = known((value) => `${bytes(value)}/s`);

/**
 * How long something has lasted, in its two largest units.
 * @param {number} total seconds
 * @returns {string} such as "3 hours, 4 minutes"
 */
export function lasting(total) {
  let left = Math.max(0, Math.round(total));
  const parts = [];
  for (const [unit, size] of STEPS) {
    const many = Math.floor(left / size);
    left -= many * size;
    if (many > 0) {
      parts.push(`${many} ${unit}${many === 1 ? '' : 's'}`);
    } else if (parts.length > 0) {
      break;
    }
  }
  return parts.slice(0, 2).join(', ') || 'no time';
}

/**
 * When something was or will be, from now.
 * @param {string} instant RFC 3339
 * @param {number} now milliseconds of the epoch
 * @returns {string} such as "3 minutes ago", "in 2 hours"
 */
export function relative(instant, now) {
  const off = Math.round((Date.parse(instant) - now) / 1000);
  const [unit, size] = STEPS.find(([, each]) => Math.abs(off) >= each) ?? STEPS.at(-1);
  return RELATIVE.format(Math.trunc(off / size), unit);
}
