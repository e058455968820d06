// The browser's half of Kantor: what must act at once, without asking the server. Plain ES modules; there is no front-end build.
import './icon.js';
import './shell.js';
import './toast.js';
import './search.js';
import './mail-row.js';
import './mail-list.js';
import './folders.js';
import './announce.js';
import './connection.js';
import './message-frame.js';
import './recipients.js';
import './editor.js';
import './composer.js';
import './calendar.js';
