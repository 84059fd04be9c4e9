// What was seen of the board stays readable without a network.

/** What a page is made of, as the service worker knows it too. */
const IS_SHELL = /^\/(?:css|js|icons|messages)\//;

/**
 * Lets the service worker keep the pages that are visited, this one included.
 *
 * @returns {Promise<boolean>} whether it will; not where the browser has none, or refuses
 */
export async function keepForOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) {
    return false;
  }
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  const isFirstVisit = !workers.controller;
  const inCharge = new Promise((resolve) => workers.addEventListener('controllerchange', resolve, { once: true }));
  try {
    await workers.register(new URL('../sw.js', import.meta.url));
    if (isFirstVisit) {
      await inCharge;
      await readAgain();
    }
    return true;
  } catch (refused) {
    console.info('pages are not kept for when there is no network:', refused.message);
    return false;
  }
}

/** What was loaded before the service worker was there is loaded once more, for it to see. */
async function readAgain() {
  const parts = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const own = parts.filter(({ origin, pathname }) => origin === location.origin && IS_SHELL.test(pathname));
  await Promise.all([location.href, ...new Set(own.map(({ href }) => href))].map((address) => fetch(address)));
}
