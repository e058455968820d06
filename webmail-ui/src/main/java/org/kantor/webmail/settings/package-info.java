/** A person's own settings: passwords for devices and programs. */
@NullMarked
package org.kantor.webmail.settings;

import org.jspecify.annotations.NullMarked;
