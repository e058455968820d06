/** The world of the demonstration: people, their mail, calendars and contacts, told to a running suite through its own protocols. */
@NullMarked
package org.kantor.launcher.demo;

import org.jspecify.annotations.NullMarked;
