/** People: one's own contacts and the organisation's directory, by letter, with a page for each person. */
@NullMarked
package org.kantor.webmail.people;

import org.jspecify.annotations.NullMarked;
