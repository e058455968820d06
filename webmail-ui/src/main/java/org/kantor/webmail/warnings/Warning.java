package org.kantor.webmail.warnings;

import java.util.List;

/**
 * One thing to know before trusting a message.
 *
 * @param values what its sentence names
 */
public record Warning(Kind kind, List<String> values) {

    /** In the order of how much they weigh. */
    public enum Kind {
        /** The sender is said to be one of ours, and it came from outside without a log-in: address, where from. */
        OWN_DOMAIN(true),
        /** The same by way of a list that is known here, which a message of one of ours may well take: address, where from. */
        OWN_DOMAIN_LIST(false),
        /** Nobody that it names as its author has an address that could be one, and it came from outside: name, where from. */
        NO_ADDRESS(true),
        /** The sender's domain looks like one of ours, or like that of somebody known: theirs, that one. */
        DOMAIN(true),
        /** The name is that of somebody known, who has another address: name, address, the known address. */
        NAME(true),
        /** The name shows an address that is not the sender's: shown, real. */
        SHOWN_ADDRESS(true),
        /** Answers go to another domain: address. */
        REPLY_TO(false),
        /** Nobody has written from there before: address. */
        FIRST_TIME(false);

        private final boolean serious;

        Kind(boolean serious) {
            this.serious = serious;
        }

        /** Whether the message may not do by itself what its sender's other messages may. */
        public boolean isDoubtful() {
            return serious || this == OWN_DOMAIN_LIST;
        }

        /** Whether somebody seems to want to be taken for another. */
        public boolean isSerious() {
            return serious;
        }
    }

    static Warning of(Kind kind, String... values) {
        return new Warning(kind, List.of(values));
    }
}
