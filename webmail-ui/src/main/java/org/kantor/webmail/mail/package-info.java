/** Reading mail: the folders, the list of one folder, the open message, and what can be done with messages. */
@NullMarked
package org.kantor.webmail.mail;

import org.jspecify.annotations.NullMarked;
