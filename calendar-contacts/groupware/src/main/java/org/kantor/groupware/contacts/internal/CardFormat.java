package org.kantor.groupware.contacts.internal;

import java.util.Set;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.MalformedContent;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Format;
import org.kantor.groupware.resource.Violation;
import org.kantor.groupware.resource.Violation.Rule;
import org.kantor.kernel.AccountId;

/** The rules of address object resources (RFC 6352 sections 5.1 and 6.3.2.1). */
final class CardFormat implements Format<CardFacts> {

    /** RFC 6352 section 6.2.3; cards carry photographs. */
    static final int MAX_OCTETS = 4 << 20;

    private static final Set<String> VERSIONS = Set.of("3.0", "4.0");

    private final ContactSql sql;

    CardFormat(ContactSql sql) {
        this.sql = sql;
    }

    @Override
    public Checked<CardFacts> check(String components, byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw new Violation(Rule.MAX_RESOURCE_SIZE, "The card is larger than " + MAX_OCTETS + " octets.");
        }
        try {
            var card = ContentReader.read(octets);
            if (!card.name().equals("VCARD")) {
                throw new Violation(Rule.SUPPORTED_DATA, "The object is no VCARD.");
            }
            if (!VERSIONS.contains(card.value("VERSION").strip())) {
                throw new Violation(Rule.SUPPORTED_DATA, "The VERSION is neither 3.0 nor 4.0.");
            }
            var uid = card.text("UID").strip();
            if (uid.isEmpty() || !card.has("FN")) {
                throw new Violation(Rule.VALID_DATA, "A card needs a UID and a formatted name.");
            }
            return new Checked<>(uid, CardFacts.of(card));
        } catch (MalformedContent e) {
            throw new Violation(Rule.VALID_DATA, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void index(AccountId account, CollectionId collection, long resource, CardFacts facts) {
        sql.index(account, collection, resource, facts);
    }
}
