package org.kantor.webmail.cards;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resources;
import org.kantor.groupware.resource.Violation;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Toasts;

/** Makes the cards of a message and does what their buttons say. */
@UIScoped
public class Cards {

    /** Days of an event beside which the own calendar is looked at. */
    private static final int LONGEST = 31;

    private static final int MOST = 5;

    private final Calendars calendars;
    private final AddressBooks addressBooks;
    private final SignedIn signedIn;
    private final Toasts toasts;

    @Inject
    public Cards(Calendars calendars, AddressBooks addressBooks, SignedIn signedIn, Toasts toasts) {
        this.calendars = calendars;
        this.addressBooks = addressBooks;
        this.signedIn = signedIn;
        this.toasts = toasts;
    }

    /** A calendar part. @param file where it is saved as it came; empty if it may not be */
    public record Part(byte[] octets, String file) {}

    /** Cards for the calendar parts of a message: one for each event, whichever part it came in. Nothing for what cannot be read. */
    public List<Component> invitations(List<Part> parts, ZoneId zone) {
        var cards = new ArrayList<Component>();
        var seen = new HashSet<String>();
        for (var part : parts) {
            Invitation.of(part.octets(), zone)
                    .filter(invitation -> cards.size() < MOST && seen.add(invitation.uid() + invitation.start()))
                    .ifPresent(invitation -> cards.add(holder(holder -> card(invitation, part.file(), zone, holder))));
        }
        return cards;
    }

    /** Cards for the contacts in files of a message. */
    public List<Component> contacts(List<byte[]> files) {
        return files.stream()
                .flatMap(file -> VCard.of(file).stream())
                .limit(VCard.MOST)
                .map(card -> (Component) holder(holder -> card(card, holder)))
                .toList();
    }

    private interface Fill {
        Component of(Div holder);
    }

    /** The holder stays while its card is made anew. */
    private static Div holder(Fill fill) {
        var holder = new Div();
        holder.add(fill.of(holder));
        return holder;
    }

    private AccountId account() {
        return signedIn.account().id();
    }

    private Component card(Invitation invitation, String file, ZoneId zone, Div holder) {
        var from = invitation.start().truncatedTo(ChronoUnit.DAYS);
        var to = invitation.end().minusNanos(1).truncatedTo(ChronoUnit.DAYS).plusDays(1);
        var day = Duration.between(from, to).toDays() > LONGEST
                ? List.<Occurrence>of()
                : calendars.occurrences(account(), from.toInstant(), to.toInstant(), zone);
        var known = day.stream().anyMatch(other -> same(other, invitation));
        var others = day.stream().filter(other -> !same(other, invitation)).toList();
        return new InvitationCard(invitation, others, known, () -> keep(invitation, file, zone, holder), file);
    }

    private void keep(Invitation invitation, String file, ZoneId zone, Div holder) {
        var calendar = calendars.list(account()).stream()
                .filter(one -> one.components().contains("VEVENT"))
                .findFirst()
                .orElseThrow()
                .id();
        if (keep(calendars, calendar, ".ics", invitation.object(), "calendar", holder, "invite.kept")) {
            holder.removeAll();
            holder.add(card(invitation, file, zone, holder));
        }
    }

    private static boolean same(Occurrence other, Invitation invitation) {
        return other.title().equals(invitation.title())
                && other.start().toInstant().equals(invitation.start().toInstant())
                && other.end().toInstant().equals(invitation.end().toInstant());
    }

    private Component card(VCard card, Div holder) {
        var known = card.emails().stream()
                .anyMatch(address ->
                        !addressBooks.people(account(), address, 0, 1).isEmpty());
        return new ContactCard(card, known, () -> {
            var book = addressBooks.list(account()).getFirst().id();
            if (keep(addressBooks, book, ".vcf", withUid(card.octets()), "users", holder, "contact.kept")) {
                holder.removeAll();
                holder.add(card(card, holder));
            }
        });
    }

    /** A card in an address book has a UID (RFC 6352 section 5.1); many that are sent have none. */
    private static byte[] withUid(byte[] card) {
        var text = new String(card, java.nio.charset.StandardCharsets.UTF_8);
        return java.util.regex.Pattern.compile(
                                "^UID[:;]",
                                java.util.regex.Pattern.MULTILINE | java.util.regex.Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find()
                ? card
                : text.replaceFirst("(?i)END:VCARD", "UID:urn:uuid:" + UUID.randomUUID() + "\r\nEND:VCARD")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private boolean keep(
            Resources where,
            CollectionId collection,
            String suffix,
            byte[] octets,
            String icon,
            Div holder,
            String told) {
        var name = UUID.randomUUID() + suffix;
        try {
            where.put(account(), collection, name, octets, Precondition.ABSENT, signedIn.actor());
        } catch (Violation e) {
            toasts.failed(
                    holder.getTranslation(e.rule() == Violation.Rule.NO_UID_CONFLICT ? "card.there" : "card.unfit"));
            return false;
        } catch (Refused e) {
            toasts.refused(e);
            return false;
        }
        toasts.undoable(
                icon,
                holder.getTranslation(told),
                () -> where.delete(account(), collection, name, Precondition.NONE, signedIn.actor()));
        return true;
    }
}
