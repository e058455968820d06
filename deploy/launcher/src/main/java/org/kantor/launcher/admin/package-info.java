/** The administrative commands: they talk to a running suite over its API. */
@NullMarked
package org.kantor.launcher.admin;

import org.jspecify.annotations.NullMarked;
