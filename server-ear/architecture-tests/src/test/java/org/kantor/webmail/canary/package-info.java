/** A canary: breaks a rule of the house on purpose. */
@NullMarked
package org.kantor.webmail.canary;

import org.jspecify.annotations.NullMarked;
