// What the composer knows about words and times; no element, so that it can be tried by itself.
import { instant, locale, wall, zone } from './when.js';

const MORNING = 8;
const EVENING = 18;
const LAST_FOR_EVENING = 17;

/**
 * When a message could leave instead of now, in the writer's own time: that of the settings, wherever the browser is.
 *
 * @returns for each name an instant and how the menu shows it; what has passed today is missing
 */
export function sendTimes(now) {
  const today = wall(now);
  const at = (days, hour) => instant(today.year, today.month, today.day + days, hour, 0);
  const untilMonday = ((8 - today.weekday) % 7) || 7;
  const times = {
    tomorrow: [1, MORNING],
    monday: untilMonday > 1 ? [untilMonday, MORNING] : null,
    evening: today.hour < LAST_FOR_EVENING ? [0, EVENING] : null,
  };
  const text = (options, date) => new Intl.DateTimeFormat(locale(), { timeZone: zone(), ...options }).format(date);
  return Object.fromEntries(Object.entries(times).filter(([, when]) => when).map(([name, [days, hour]]) => {
    const when = at(days, hour);
    const day = days === 0 ? '' : `${text(days === 1 ? { weekday: 'short' } : { day: 'numeric', month: 'short' }, when)} `;
    return [name, { at: when, text: `${day}${text({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, when).replace('.', ':')}` }];
  }));
}

const ATTACHMENT = [
  /\b(?:i(?:'ve| have)? (?:have )?attach(?:ed)?|attached (?:is|are|you|please|to this|hereto|herewith|file|document)|(?:is|are|see|find|file|files|document|documents) attached|please find (?:the )?(?:attached|enclosed)|see (?:the )?attachments?|in the attachments?|enclosed (?:is|are|please))\b/i,
  /\b(?:ter)?lampir(?:an|kan)?\b|\b(?:saya|kami) lampirkan\b|\bdilampirkan\b/i,
];

/** Whether somebody who wrote this, in English or Indonesian, meant to attach something. */
export function speaksOfAttachment(text) {
  return ATTACHMENT.some((pattern) => pattern.test(text));
}
