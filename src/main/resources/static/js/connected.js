// Whether what is shown is true, in words.
import { format } from './clock.js';

/** A connection that is lost and found again within this is nobody's concern; in milliseconds. */
const PATIENCE = 2000;

/**
 * Shows the state of the connection.
 *
 * @param {HTMLElement} place
 * @param {Viewer} viewer
 * @returns {(told: {state: string, since: Date}) => void}
 */
export function showConnection(place, { say, locale, zone }) {
  let timer;
  const show = ({ state, since }) => {
    const time = format(locale, zone, { hour: 'numeric', minute: '2-digit' }, since);
    place.textContent = say(`connection.${state}`, time);
    place.dataset.state = state;
  };
  return (told) => {
    clearTimeout(timer);
    if (told.state === 'live' || place.dataset.state !== 'live') {
      show(told);
    } else {
      timer = setTimeout(() => show(told), PATIENCE);
    }
  };
}
