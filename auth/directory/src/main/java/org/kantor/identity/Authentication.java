package org.kantor.identity;

import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/**
 * What somebody was let in with.
 *
 * @param appPassword the app password's number; null for Keycloak's password or a token
 * @param asked when that was asked for, as {@link Authentications#now} counts
 */
public record Authentication(AccountId account, @Nullable Long appPassword, long asked) {}
