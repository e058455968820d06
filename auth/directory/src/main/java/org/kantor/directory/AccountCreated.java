package org.kantor.directory;

/** Fired synchronously inside the transaction that made the account: observers add what an account needs (mailboxes, calendars). */
public record AccountCreated(Account account) {}
