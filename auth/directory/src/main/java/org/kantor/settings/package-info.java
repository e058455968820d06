/** What operators and people can set: typed definitions beside the features, values in one table. */
@NullMarked
package org.kantor.settings;

import org.jspecify.annotations.NullMarked;
