/** Classes that break the rules on purpose: a rule that passes them is broken itself. */
@NullMarked
package org.kantor.architecture.canary;

import org.jspecify.annotations.NullMarked;
