// Whoever looks at the page: in which language, on which clock.
import { viewersZone } from './clock.js';
import { message } from './words.js';

/**
 * @typedef {object} Viewer
 * @property {string} locale BCP 47, of the interface, with the region whose dates it has
 * @property {string} zone the viewer's IANA zone
 * @property {Object<string, string>} messages
 * @property {() => number} clock what time it is, in milliseconds
 * @property {(key: string, ...values: string[]) => string} say a message of the interface
 * @property {(path: string) => string} link a page of ours, in the language that was asked for
 */

/**
 * Finds out who looks at the page.
 *
 * @param {string} language of the interface
 * @returns {Promise<Viewer>}
 */
export async function viewerOf(language) {
  const response = await fetch(`/messages/${language}.json`);
  if (!response.ok) {
    throw new Error(`no messages in ${language}: ${response.status}`);
  }
  const messages = await response.json();
  const asked = new URLSearchParams(location.search).get('lang');
  return {
    locale: document.documentElement.lang,
    zone: viewersZone(),
    messages,
    clock: Date.now,
    say: (key, ...values) => message(messages, key, ...values),
    link: (path) => (asked ? `${path}${path.includes('?') ? '&' : '?'}lang=${asked}` : path),
  };
}
