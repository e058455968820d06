package org.kantor.api;

import org.kantor.directory.Account;
import org.kantor.directory.Users;

/** Who makes a request, as {@link ApiFilter} found out. */
sealed interface Caller {

    /** The request's attribute that holds it. */
    String ATTRIBUTE = Caller.class.getName();

    /** A user, who may or may not be an administrator. */
    record User(Account account) implements Caller {}

    /** The command line's client, which always is one. */
    record Client(Users.Administrator administrator) implements Caller {}
}
