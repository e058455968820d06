/** A canary: breaks a rule of the house on purpose. */
@NullMarked
package org.kantor.directory.canary.internal;

import org.jspecify.annotations.NullMarked;
