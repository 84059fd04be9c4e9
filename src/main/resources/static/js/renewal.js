// The page read anew, and put in the place of what is shown without anybody seeing it blink.

/**
 * Reads the page that is shown from its server again.
 *
 * @param {AbortSignal} [signal]
 * @returns {Promise<Document>}
 */
export async function readAgain(signal) {
  const response = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-cache', signal });
  if (!response.ok) {
    throw new Error(`the page was not read: ${response.status}`);
  }
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/**
 * Makes the sections say what another page's say. What is the same version of the same announcement stays
 * the element that it is; so does the focus, and what is looked at stays where it is.
 *
 * @param {HTMLElement} root
 * @param {Document} page
 */
export function renew(root, page) {
  keepingPlace(root, () => {
    for (const section of root.querySelectorAll('[data-section]')) {
      const other = page.querySelector(`[data-section="${section.dataset.section}"]`);
      if (other) {
        adopt(section, other);
      }
    }
  });
}

/** Pixels from the upper edge of the window to where people look first. */
const BELOW_THE_EDGE = 90;

/** Pixels between two looks; there is no card that is lower. */
const STRIDE = 60;

/** One of them will not be among those that change. */
const MOST_SEEN = 4;

/** @param {() => void} change while it happens, focus and scroll position are remembered */
export function keepingPlace(root, change) {
  const focus = pathTo(document.activeElement, root);
  const seen = inView(root).map((element) => ({ element, top: element.getBoundingClientRect().top }));
  change();
  const stayed = seen.find(({ element }) => element.isConnected);
  if (stayed) {
    const moved = stayed.element.getBoundingClientRect().top - stayed.top;
    if (Math.abs(moved) >= 1) {
      window.scrollBy({ top: moved, behavior: 'instant' });
    }
  }
  if (focus !== null && document.activeElement === document.body) {
    focus()?.focus({ preventScroll: true });
  }
}

function adopt(section, other) {
  const mine = new Map([...section.querySelectorAll('.card')].map((card) => [keyOf(card), card]));
  for (const card of other.querySelectorAll('.card')) {
    const same = mine.get(keyOf(card));
    card.replaceWith(same ?? document.importNode(card, true));
  }
  section.replaceChildren(...other.childNodes);
  section.hidden = other.hidden;
  delete section.dataset.complete;
  if (other.dataset.complete !== undefined) {
    section.dataset.complete = other.dataset.complete;
  }
}

/** News of a version may be told in other words later on. */
const keyOf = (card) =>
  [card.dataset.id, card.dataset.version, card.dataset.phase, card.querySelector('[data-slot=words]') ? 'news' : ''].join();

/** Finds the focused element again after the elements around it were replaced. */
function pathTo(element, root) {
  if (!root.contains(element) || element === root) {
    return null;
  }
  const card = element.closest('.card');
  const section = element.closest('[data-section]');
  if (!card || !section) {
    return () => (element.isConnected ? element : null);
  }
  const { id } = card.dataset;
  const slot = element.dataset.slot;
  return () => {
    const anywhere = section.querySelector(`.card[data-id="${id}"]`) ?? root.querySelector(`.card[data-id="${id}"]`);
    return element.isConnected
      ? element
      : (anywhere?.querySelector(`a[data-slot="${slot}"]`) ?? anywhere?.querySelector('a') ?? null);
  };
}

/** Some of what is looked at, from above; nothing at the very beginning, where news are to be seen. */
function inView(root) {
  if (window.scrollY === 0) {
    return [];
  }
  const { left, width } = root.getBoundingClientRect();
  const found = new Set();
  for (let y = BELOW_THE_EDGE; y < innerHeight && found.size < MOST_SEEN; y += STRIDE) {
    const there = document.elementFromPoint(left + width / 3, y)?.closest('.card, td');
    if (there) {
      found.add(there);
    }
  }
  return [...found];
}
