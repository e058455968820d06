/** Dialogues of people who have logged in, so that they can be ended when the account is. */
@NullMarked
package org.kantor.mail.session;

import org.jspecify.annotations.NullMarked;
