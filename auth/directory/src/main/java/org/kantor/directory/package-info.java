/** Accounts, addresses, domains, roles: who has a mailbox here and under which names. */
@NullMarked
package org.kantor.directory;

import org.jspecify.annotations.NullMarked;
