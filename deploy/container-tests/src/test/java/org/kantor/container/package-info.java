/** What only the real container can show: the persistence unit, its transactions and the beans of all modules together. */
@NullMarked
package org.kantor.container;

import org.jspecify.annotations.NullMarked;
