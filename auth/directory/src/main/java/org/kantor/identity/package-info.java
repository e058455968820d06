/** Who somebody is: Keycloak's passwords and tokens, app passwords, and the user administration behind them. */
@NullMarked
package org.kantor.identity;

import org.jspecify.annotations.NullMarked;
