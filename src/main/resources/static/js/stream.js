// One stream of server-sent events, until it is of no use any more.

const KINDS = ['created', 'updated', 'removed', 'bookmark', 'reset', 'goaway'];
const HEARTBEAT = 15_000;

/** What says nothing for so many milliseconds is broken, even if nobody noticed. */
export const SILENCE = 2.5 * HEARTBEAT;

/** After so many it is doubted as soon as somebody looks. */
const DOUBT = HEARTBEAT + 5_000;

/**
 * How many milliseconds to wait after some failures in a row: longer each time, 30 s at most, and nobody
 * as long as the others.
 */
export const pause = (failures) => Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2);

/**
 * Opens a stream. When it breaks, the browser opens it again, after the time that the server asked for
 * and with the last cursor. If that fails too, or the browser gives up, or the stream falls silent, it
 * has ended.
 *
 * @param {URL} address
 * @param {{onEvent: (kind: string, data: object, first: boolean) => void, onBreak: () => void,
 *   onEnd: () => void}} listeners `first` up to the first bookmark after the stream was opened; `onBreak`
 *   when it comes back perhaps, though the server had not announced it; `onEnd` when not
 * @returns {{close: () => void, look: (doubt: boolean) => void}} `look` ends it where it may be dead, or
 *   whatever it may be where there is `doubt`
 */
export function open(address, { onEvent, onBreak, onEnd }) {
  const source = new EventSource(address);
  let first = true;
  let broken = false;
  let leaving = false;
  let heardAt;
  let timer;
  const hear = () => {
    heardAt = Date.now();
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE);
  };
  const close = () => {
    clearTimeout(timer);
    source.close();
  };
  const end = () => {
    close();
    onEnd();
  };
  for (const kind of KINDS) {
    source.addEventListener(kind, ({ data }) => {
      hear();
      broken = false;
      leaving = kind === 'goaway';
      onEvent(kind, JSON.parse(data), first);
      first &&= kind !== 'bookmark';
    });
  }
  source.onerror = () => {
    if (broken || source.readyState === EventSource.CLOSED) {
      end();
      return;
    }
    broken = first = true;
    if (!leaving) {
      onBreak();
    }
  };
  hear();
  return {
    close,
    look(doubt) {
      if (doubt || broken || Math.abs(Date.now() - heardAt) > DOUBT) {
        end();
      }
    },
  };
}
