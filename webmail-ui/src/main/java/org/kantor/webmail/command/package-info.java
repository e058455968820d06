/** What is done by keys and by name: the map of keys and the command palette. The verbs themselves are in the browser ({@code keys.js}). */
@NullMarked
package org.kantor.webmail.command;

import org.jspecify.annotations.NullMarked;
