/** Things in a message that have a meaning of their own, shown as cards: invitations with their facts, contacts that can be kept. */
@NullMarked
package org.kantor.webmail.cards;

import org.jspecify.annotations.NullMarked;
