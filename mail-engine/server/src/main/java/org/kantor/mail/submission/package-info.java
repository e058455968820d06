/** Mail that our own people send: from submission ports and from the webmail, through one door. */
@NullMarked
package org.kantor.mail.submission;

import org.jspecify.annotations.NullMarked;
