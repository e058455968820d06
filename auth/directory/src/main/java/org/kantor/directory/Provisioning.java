package org.kantor.directory;

import org.kantor.directory.spi.Person;

/** Keeps the accounts in step with the people of the identity provider. Joins an open transaction. */
public interface Provisioning {

    /**
     * The account of a person who has proved who she is or whom mail has arrived for; made now if she has none.
     *
     * @throws org.kantor.kernel.Refused {@code NO_PERMISSION} if her address is in no domain of ours, {@code ALREADY_EXISTS} if the address belongs to
     *     another account: an address that has an account is never given to another subject
     */
    Account accountOf(Person person);

    /**
     * Carries over what was changed at the provider: names, enabled or not, and a new address, which becomes the primary one while the old one stays
     * as an alias. Nothing happens if the person has no account. {@link AccountDisabled} is fired if she was disabled.
     */
    void changed(Person person);

    /** The person is no more: her account is disabled and keeps its mail. Nothing happens if she has no account. */
    void gone(String subject);

    /** Her password changed or her sessions were ended at the provider: {@link AccountDisabled} is fired, and nothing else changes. */
    void revoked(String subject);

    /** Makes the account an administrator if there is no administrator yet: how the realm role gives the installation its first one. */
    void bootstrapAdministrator(Account account);
}
