@NullMarked
package org.kantor.launcher;

import org.jspecify.annotations.NullMarked;
