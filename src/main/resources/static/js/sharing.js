// Tabs that want the same thing let one of them lead: the one that has the lock of its name. When it
// ends, the browser gives the lock to the next.

/**
 * Takes part.
 *
 * @param {string} name of what is wanted; tabs of one origin with the same name share
 * @param {{onLead: () => (() => void), onMessage: (message: object) => void}} member `onLead` begins to
 *   lead and gives what ends it; `onMessage` is told what others post
 * @returns {{post: (message: object) => void, takeOver: () => void, leave: () => void, alone: boolean}}
 *   `takeOver` makes this tab the leader though another one has the lock; `alone` where the browser does
 *   not let tabs share, and each leads itself
 */
export function share(name, { onLead, onMessage }) {
  const locks = globalThis.navigator?.locks;
  if (!locks || !globalThis.BroadcastChannel) {
    return alone(onLead);
  }
  const channel = new BroadcastChannel(name);
  const left = new AbortController();
  let stop = null;
  let release = null;
  let waits = false;

  const lead = () => {
    if (left.signal.aborted) {
      return undefined;
    }
    stop = onLead();
    return new Promise((resolve) => (release = resolve));
  };
  const end = () => {
    stop?.();
    stop = null;
    release?.();
    release = null;
  };
  const request = (options, callback) => locks.request(name, options, callback).catch(lost);
  const lost = (failure) => {
    if (left.signal.aborted) {
      return;
    }
    end();
    if (failure.name === 'AbortError') {
      // Another tab found this one asleep, and leads now.
      wait();
    } else {
      // No locks for this document, in a sandbox for instance.
      stop = onLead();
    }
  };
  const wait = () => {
    if (!waits) {
      waits = true;
      request({ signal: left.signal }, () => {
        waits = false;
        return lead();
      });
    }
  };

  channel.onmessage = ({ data }) => onMessage(data);
  wait();
  return {
    alone: false,
    post: (message) => left.signal.aborted || channel.postMessage(message),
    takeOver: () => stop === null && request({ steal: true }, lead),
    leave() {
      left.abort();
      end();
      channel.close();
    },
  };
}

function alone(onLead) {
  let stop = null;
  let left = false;
  queueMicrotask(() => {
    stop = left ? null : onLead();
  });
  return {
    alone: true,
    post() {},
    takeOver() {},
    leave() {
      left = true;
      stop?.();
    },
  };
}
