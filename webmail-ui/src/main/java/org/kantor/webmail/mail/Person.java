package org.kantor.webmail.mail;

import java.util.ArrayList;
import java.util.List;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.EncodedWords;

/**
 * Somebody in a message's header, decoded.
 *
 * @param name empty if the header gives none
 * @param address as written; empty for somebody without one
 */
public record Person(String name, String address) {

    /** The people of a header field; groups are left out, their members stay (RFC 5322 section 3.4). */
    public static List<Person> of(List<Address> addresses) {
        var people = new ArrayList<Person>();
        for (var address : addresses) {
            if (address.host() != null && address.mailbox() != null) {
                var name = address.name() == null
                        ? ""
                        : EncodedWords.decode(address.name()).strip();
                people.add(new Person(name, address.mailbox() + "@" + address.host()));
            }
        }
        return people;
    }

    /** The name, else the address. */
    public String shown() {
        return name.isBlank() ? address : name;
    }

    /** The first word of the name, else the part before the at sign: for "Reply to Carol". */
    public String brief() {
        var text = name.isBlank() ? address.substring(0, Math.max(0, address.indexOf('@'))) : name;
        var space = text.strip().indexOf(' ');
        return space < 0 ? text.strip() : text.strip().substring(0, space);
    }
}
