package org.kantor.directory;

import org.kantor.kernel.AccountId;

/** Fired after an account was disabled or its log-ins were revoked, here or in Keycloak: every session of the account ends. */
public record AccountDisabled(AccountId account) {}
