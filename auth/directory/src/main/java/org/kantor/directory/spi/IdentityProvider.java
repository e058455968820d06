package org.kantor.directory.spi;

import java.util.Optional;
import org.kantor.kernel.EmailAddress;

/**
 * Whoever knows the people and their passwords, whether or not they have an account here. Every method asks over the network and blocks; each
 * throws {@link Away} if there is no answer. What the provider refuses is a {@link org.kantor.kernel.Refused}.
 */
public interface IdentityProvider {

    Optional<Person> byAddress(EmailAddress address) throws Away;

    Optional<Person> bySubject(String subject) throws Away;

    /** Refused with {@code ALREADY_EXISTS} for a login or address that is taken, {@code BAD_VALUE} for a password or name it does not like. */
    Person create(String login, EmailAddress address, String givenName, String familyName, String password) throws Away;

    /** Nothing happens if there is no such person any more. */
    void delete(String subject) throws Away;

    void setEnabled(String subject, boolean enabled) throws Away;

    /** Refused with {@code BAD_VALUE} if the policy does not allow the password. */
    void setPassword(String subject, String password) throws Away;

    void setNames(String subject, String givenName, String familyName) throws Away;

    /** Ends every session that the person has there. */
    void endSessions(String subject) throws Away;

    /** The identity provider does not answer now. */
    final class Away extends Exception {

        private static final long serialVersionUID = 1;

        public Away(String reason) {
            super(reason);
        }

        public Away(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
