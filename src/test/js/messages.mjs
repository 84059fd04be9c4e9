// The messages as the server gives them to scripts.
import { readFileSync } from 'node:fs';

export const LANGUAGES = ['en', 'fr', 'de', 'es', 'ca', 'nl', 'el'];

const FOLDER = new URL('../../main/resources/messages/', import.meta.url);

export function messages(language) {
  const file = new URL(language === 'en' ? 'live.properties' : `live_${language}.properties`, FOLDER);
  return Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
