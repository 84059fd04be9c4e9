// What was seen of the board stays readable without a network.

/**
 * Lets the service worker keep the pages that are visited, once this one is there.
 *
 * @returns {Promise<boolean>} whether it will; not where the browser has none, or refuses
 */
export async function keepForOffline() {
  if (!('serviceWorker' in navigator)) {
    return false;
  }
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  try {
    await navigator.serviceWorker.register(new URL('../sw.js', import.meta.url));
    return true;
  } catch (refused) {
    console.info('pages are not kept for when there is no network:', refused.message);
    return false;
  }
}
