/** What the dialogues of people who have logged in share: reading contents ahead. */
@NullMarked
package org.kantor.mail.session;

import org.jspecify.annotations.NullMarked;
