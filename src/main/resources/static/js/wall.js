// A screen that nobody touches: it goes through the page by itself, and stays awake.

const STILL = matchMedia('(prefers-reduced-motion: reduce)');

/** Pixels a second; slow enough to read. */
const SPEED = 40;

const SECOND = 1000;
const REST_AT_ENDS = 6 * SECOND;
const REST_ON_PAGES = 15 * SECOND;

/** Who touches it wants to read. */
const REST_AFTER_TOUCH = 60 * SECOND;

/** Begins to go through the page. */
export function goThrough() {
  let restUntil = performance.now() + REST_AT_ENDS;
  let position = 0;
  let before = performance.now();

  const rest = (duration) => (restUntil = Math.max(restUntil, performance.now() + duration));
  for (const touch of ['pointerdown', 'wheel', 'keydown', 'touchmove']) {
    addEventListener(touch, () => rest(REST_AFTER_TOUCH), { passive: true });
  }

  const step = (now) => {
    const passed = Math.min(now - before, 100);
    before = now;
    if (now >= restUntil) {
      if (STILL.matches) {
        turn();
      } else {
        glide(passed);
      }
    } else {
      position = window.scrollY;
    }
    requestAnimationFrame(step);
  };
  const glide = (passed) => {
    // Something above may have come or gone.
    position = Math.abs(position - window.scrollY) > 2 ? window.scrollY : position;
    position += (SPEED * passed) / SECOND;
    window.scrollTo({ top: position, behavior: 'instant' });
    if (isAtEnd()) {
      back();
    }
  };
  const turn = () => {
    if (isAtEnd()) {
      back();
    } else {
      window.scrollBy({ top: innerHeight * 0.85, behavior: 'instant' });
      rest(REST_ON_PAGES);
    }
  };
  const back = () => {
    rest(REST_AT_ENDS);
    setTimeout(() => {
      window.scrollTo({ top: 0, behavior: STILL.matches ? 'instant' : 'smooth' });
      position = 0;
      rest(REST_AT_ENDS);
    }, REST_AT_ENDS - SECOND);
  };
  requestAnimationFrame(step);
  stayAwake();
}

const isAtEnd = () => window.scrollY + innerHeight >= document.documentElement.scrollHeight - 2;

/** The lock ends whenever the page is hidden; a browser may also not give it. */
function stayAwake() {
  const ask = () => navigator.wakeLock?.request('screen').catch(() => {});
  document.addEventListener('visibilitychange', () => document.hidden || ask());
  ask();
}
