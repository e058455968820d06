package org.kantor.mail.compose;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.wire.mime.AddressParser;

/**
 * What a mailing list and its authors say about answers.
 *
 * @param followUpTo where answers to all are to go (Mail-Followup-To); empty if the author did not say
 * @param post the list's own address (List-Post, RFC 2369 section 3.4); null if it came by no list, or by one that takes no mail
 */
public record ListFields(List<Person> followUpTo, @Nullable Person post) {

    /** Possessive and bounded, as whoever writes the header may leave out the end. */
    private static final Pattern MAILTO =
            Pattern.compile("<mailto:([^<>?]{1,320}+)[^<>]{0,2000}+>", Pattern.CASE_INSENSITIVE);

    public static ListFields read(byte[] message) {
        var fields = HeaderFields.read(message);
        var mailto = MAILTO.matcher(fields.get("List-Post"));
        var post = mailto.find()
                ? EmailAddress.parse(decoded(mailto.group(1))).map(Person::of).orElse(null)
                : null;
        return new ListFields(Person.of(AddressParser.parse(fields.get("Mail-Followup-To"))), post);
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
