/** How the suite's services become beans, and the two beans that stand for the world outside: the clock and the environment. */
@NullMarked
package org.kantor.bean;

import org.jspecify.annotations.NullMarked;
