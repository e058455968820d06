package org.kantor.webmail.composer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.HtmlToText;
import org.kantor.mail.compose.Person;

/**
 * As whom somebody writes.
 *
 * @param name shown beside the address
 * @param replyTo where answers go; empty for the address itself
 * @param signature safe HTML below new messages, its pictures under their Content-IDs; empty for none
 * @param answerSignature the same above the quotation of answers and forwarded messages
 */
public record Identity(EmailAddress address, String name, String replyTo, String signature, String answerSignature) {

    static Identity of(EmailAddress address, String name) {
        return new Identity(address, name, "", "", "");
    }

    Person person() {
        return new Person(name, address);
    }

    @Nullable
    Person replyToPerson() {
        return Optional.of(replyTo)
                .flatMap(EmailAddress::parse)
                .filter(other -> !other.key().equals(address.key()))
                .map(Person::of)
                .orElse(null);
    }

    boolean shows(Draft.InlineImage picture) {
        var address = OwnHtml.CONTENT_ID + picture.contentId();
        return signature.contains(address) || answerSignature.contains(address);
    }

    static String text(String signature) {
        return signature.isEmpty() ? "" : HtmlToText.convert(signature).strip();
    }
}
