package org.kantor.launcher.demo;

import java.util.Map;

/** Somebody in the world: one of the demonstration's own people, or anybody by name and address. */
record Party(String name, String address) {

    static final String DOMAIN = "example.org";

    private static final Map<String, String> OWN =
            Map.of("alice", "Alice Hartono", "bob", "Bob Siregar", "carol", "Carol Wijaya", "dave", "Dave Okafor");

    /** {@code alice}, {@code Name <address>} or an address alone. */
    static Party of(String text) {
        var own = OWN.get(text);
        if (own != null) {
            return new Party(own, text + "@" + DOMAIN);
        }
        var open = text.indexOf('<');
        return open < 0
                ? new Party("", text)
                : new Party(text.substring(0, open).strip(), text.substring(open + 1, text.indexOf('>')));
    }

    /** Whether it is the account of that name. */
    boolean is(String account) {
        return address.equals(account + "@" + DOMAIN);
    }
}
