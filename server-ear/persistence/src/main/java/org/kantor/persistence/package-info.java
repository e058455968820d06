/** The one persistence unit: its migrations' runner and what the container lends to the features that use it. */
@NullMarked
package org.kantor.persistence;

import org.jspecify.annotations.NullMarked;
