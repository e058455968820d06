/** The admin console: people, domains, the queue. Every action goes through a service that checks the right to administer again. */
@NullMarked
package org.kantor.webmail.admin;

import org.jspecify.annotations.NullMarked;
