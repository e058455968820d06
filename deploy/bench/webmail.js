// How a browser meter uses Kantor's webmail: what docs/benchmarks.md says of the webmail is taken with it. One entry of the meter's table of products; its fields are
// documented there. WEB_HOME holds server.pid, keycloak.pid and database.pid of the suite (from run/*.pid of its home).
const row = (text) => `k-mail-list .row:has-text("${text}")`;
const within = (page, work, argument) => page.evaluate(([source, given]) => {
  const table = document.querySelector('k-mail-list vaadin-grid').shadowRoot.querySelector('#table');
  return new Function('table', 'given', source)(table, given);
}, [work, argument]);

module.exports = {
  url: process.env.KANTOR_URL || 'http://localhost:8080/',
  pidfiles: { web: ['server.pid'], keycloak: ['keycloak.pid'], database: ['database.pid'] },
  login: { user: '#username', pass: '#password', button: '#kc-login' },
  row: 'k-mail-list .row',
  folder: (page, name) => page.click(`.nav a.f:has-text("${name === 'INBOX' ? 'Inbox' : name}")`),
  reveal: async (page, text, at) => {
    await within(page, 'table.scrollTop = Math.max(0, given * table.querySelector("#items > tr").offsetHeight - 200)', at);
    await page.waitForSelector(row(text));
  },
  open: (page, text) => page.click(row(text)),
  // the list shows the beginning of each message, too
  bodyShown: (mark) => __b.all('.reader iframe').some((frame) => frame.getBoundingClientRect().height > 24 && getComputedStyle(frame).visibility !== 'hidden'
    && frame.contentDocument?.body?.textContent.includes(mark)),
  top: (page) => within(page, 'table.scrollTop = 0'),
  // scrolling is not heard outside the grid
  middleEvents: [],
  // the list is of conversations, so the middle is a share of its height; rows of the middle 60 % of the messages count
  middleRange: [20000, 80000],
  middle: (page, at) => within(page, '__t0(__b.now()); table.scrollTop = table.scrollHeight * given', at / 100000),
  searchEvents: ['keydown'],
  searchOff: (page) => page.click('.nav a.f:has-text("Inbox")'),
  // a word alone is looked for in bodies, too
  searchOn: async (page, scope, word) => {
    await page.focus('.topbar input');
    await page.fill('.topbar input', scope === 'body' ? word : `${scope}:${word}`);
  },
  searchGo: (page) => page.press('.topbar input', 'Enter'),
  compose: { to: 'k-composer k-recipients input', body: 'k-composer .rich', send: 'k-composer [data-do=send]' },
  composeArm: async () => {},
  composeClick: (page) => page.click('.side .compose'),
  composeType: async (page, to, subject, body) => {
    await page.fill('k-composer k-recipients input', to);
    await page.press('k-composer k-recipients input', 'Enter');
    await page.fill('k-composer input.subject', subject);
    await page.click('k-composer .rich');
    await page.keyboard.insertText(body);
  },
  composeLeave: async (page) => {
    await page.click('k-composer [data-do=discard]');
    await page.waitForFunction(() => __b.gone('k-composer'));
  },
  sent: "() => __b.gone('k-composer')",
};
