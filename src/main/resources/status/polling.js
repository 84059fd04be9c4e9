/** Asks for /status/data again and again. */

const EVERY_MILLIS = 2_000;
const PATIENCE_MILLIS = 5_000;

/**
 * Asks every two seconds, the next time when the last was answered.
 *
 * @param {string} token
 * @param {object} told
 * @param {(moment: object) => void} told.onMoment
 * @param {() => void} told.onRefused the token is not good for this; nothing is asked any more
 * @param {(why: string) => void} told.onSilence nothing came, with the reason in words; it is asked again
 * @param {object} [world] fetch, setTimeout and clearTimeout, for tests
 * @returns {() => void} ends it
 */
export function poll(token, { onMoment, onRefused, onSilence }, world = globalThis) {
  let timer = null;
  let ended = false;
  const stop = new AbortController();

  async function ask() {
    const answer = await world.fetch('/status/data', {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(PATIENCE_MILLIS)]),
    });
    if (answer.status === 401 || answer.status === 403) {
      return onRefused;
    }
    if (!answer.ok) {
      return () => onSilence(`the server answers ${answer.status}`);
    }
    const moment = await answer.json();
    return () => onMoment(moment);
  }

  async function turn() {
    let tell;
    try {
      tell = await ask();
    } catch (failure) {
      tell = () => onSilence(failure.name === 'TimeoutError' ? 'the server does not answer' : 'the server cannot be reached');
    }
    if (ended) {
      return;
    }
    tell();
    if (!ended && tell !== onRefused) {
      timer = world.setTimeout(turn, EVERY_MILLIS);
    }
  }

  turn();
  return () => {
    ended = true;
    stop.abort();
    world.clearTimeout(timer);
  };
}
