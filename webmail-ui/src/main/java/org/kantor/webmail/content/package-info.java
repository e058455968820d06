/**
 * What a message shows: from its octets to the document in the reading pane's frame, and its parts as pictures and files. Everything a stranger wrote passes
 * through here before a browser sees it.
 */
@NullMarked
package org.kantor.webmail.content;

import org.jspecify.annotations.NullMarked;
