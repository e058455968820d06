// What the composer knows about words and times; no element, so that it can be tried by itself.

const DAY = 86_400_000;

/**
 * When a message could leave instead of now, in the writer's own time.
 *
 * @returns for each name an instant and how the menu shows it; what has passed today is missing
 */
export function sendTimes(now, locale) {
  const at = (days, hour) => {
    const date = new Date(now);
    date.setDate(date.getDate() + days);
    date.setHours(hour, 0, 0, 0);
    return date;
  };
  const untilMonday = ((8 - now.getDay()) % 7) || 7;
  const times = { tomorrow: at(1, 8), monday: untilMonday > 1 ? at(untilMonday, 8) : null, evening: now.getHours() < 17 ? at(0, 18) : null };
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return Object.fromEntries(Object.entries(times).filter(([, when]) => when).map(([name, when]) => {
    const day = name === 'evening' ? '' : `${when - now < 2 * DAY ? weekday.format(when) : date.format(when)} `;
    return [name, { at: when, text: `${day}${time.format(when).replace('.', ':')}` }];
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
