/** The settings table. */
@NullMarked
package org.kantor.settings.internal;

import org.jspecify.annotations.NullMarked;
