/** What the dialogues of people who have logged in share: that they end with the account, and reading contents ahead. */
@NullMarked
package org.kantor.mail.session;

import org.jspecify.annotations.NullMarked;
