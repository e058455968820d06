/** What people and clients find messages by: the port of the search index, and the texts that are searched. */
@NullMarked
package org.kantor.mail.search;

import org.jspecify.annotations.NullMarked;
