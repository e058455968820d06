package org.kantor.webmail.composer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.Person;
import org.kantor.mail.submission.Submissions;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
import org.kantor.tx.Transactions;
import org.kantor.webmail.shell.Preferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * As whom a person may write: one identity for each address that submission lets the account send as, the favourite first. What the person has decided about them is a
 * setting of the account; an address that was taken away is no identity any more, whatever stands there.
 */
@ApplicationScoped
public class Identities {

    private static final int LONGEST_UNDO = 30;

    private static final Setting<String> IDENTITIES = Setting.text("compose.identities", "[]");
    /** In which language the spelling is checked, by address. */
    private static final Setting<String> SPELLING = Setting.text("compose.spelling", "{}");

    /** Those that the composer offers. */
    static final List<String> LANGUAGES = List.of("en", "id");

    /** The pictures of all signatures, by Content-ID. */
    private static final Setting<String> PICTURES = Setting.text("compose.pictures", "{}");

    /** Of both signatures of an identity together, in characters of HTML. */
    public static final int MAX_SIGNATURE = 50_000;

    /** Of the pictures of all signatures together, in octets: whoever reads a setting of the account has them in memory (0151). */
    public static final int MAX_PICTURES = 100_000;

    /** In characters. */
    private static final int MAX_PICTURE_NAME = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Settings settings;

    @Inject
    Submissions submissions;

    @Inject
    Directory directory;

    @Inject
    Transactions transactions;

    /** Never empty. */
    public List<Identity> of(Account account) {
        var allowed = new LinkedHashMap<String, EmailAddress>();
        submissions.senders(account.id()).forEach(address -> allowed.putIfAbsent(address.key(), address));
        var all = new ArrayList<Identity>();
        var pictures = JSON.readTree(settings.get(account.id(), PICTURES)).propertyNames();
        for (var json : JSON.readTree(settings.get(account.id(), IDENTITIES))) {
            EmailAddress.parse(json.path("address").asString(""))
                    .map(address -> allowed.remove(address.key()))
                    .ifPresent(address -> all.add(identity(address, json, pictures)));
        }
        allowed.values().forEach(address -> all.add(Identity.of(address, name(account, address))));
        return List.copyOf(all);
    }

    private String name(Account account, EmailAddress address) {
        return directory.byAddress(address).map(Account::displayName).orElse(account.displayName());
    }

    private static Identity identity(EmailAddress address, JsonNode json, Collection<String> pictures) {
        return new Identity(
                address,
                json.path("name").asString(""),
                json.path("replyTo").asString(""),
                OwnHtml.signature(json.path("signature").asString(""), pictures),
                OwnHtml.signature(json.path("answerSignature").asString(""), pictures));
    }

    /** The pictures of the account's signatures. */
    public List<Draft.InlineImage> pictures(Account account) {
        return JSON.readTree(settings.get(account.id(), PICTURES)).properties().stream()
                .map(entry -> new Draft.InlineImage(
                        entry.getKey(),
                        entry.getValue().path("name").asString(""),
                        entry.getValue().path("type").asString(""),
                        Base64.getDecoder()
                                .decode(entry.getValue().path("content").asString(""))))
                .toList();
    }

    /**
     * A picture for signatures, with a Content-ID that is made of its octets: the same picture is one part of a message, however often it stands there.
     *
     * @return empty for what is not of a kind that every mail program shows: PNG, JPEG or GIF
     */
    public static Optional<Draft.InlineImage> picture(String name, byte[] content) {
        return pictureType(content)
                .map(type ->
                        new Draft.InlineImage(UUID.nameUUIDFromBytes(content).toString(), cut(name), type, content));
    }

    private static String cut(String name) {
        return name.codePoints()
                .limit(MAX_PICTURE_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** By how it begins, whatever it is said to be. */
    private static Optional<String> pictureType(byte[] content) {
        var beginning = new String(content, 0, Math.min(content.length, 8), StandardCharsets.ISO_8859_1);
        if (beginning.equals("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (beginning.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        return beginning.startsWith("GIF8") ? Optional.of("image/gif") : Optional.empty();
    }

    /** Those of the pictures that stand in a signature. */
    public static List<Draft.InlineImage> shown(Collection<Draft.InlineImage> pictures, List<Identity> identities) {
        return pictures.stream()
                .filter(picture -> identities.stream().anyMatch(identity -> identity.shows(picture)))
                .toList();
    }

    /**
     * Keeps what a person decided, in that order.
     *
     * @param pictures those that the signatures may show; what none does is not kept
     * @throws Refused BAD_VALUE for a reply address that is none, LIMIT for signatures that are too long and for pictures that are too large
     */
    public void keep(Account account, List<Identity> identities, Collection<Draft.InlineImage> pictures, String by) {
        var ids = pictures.stream().map(Draft.InlineImage::contentId).toList();
        var clean = identities.stream().map(identity -> clean(identity, ids)).toList();
        var shown = shown(pictures, clean);
        if (shown.stream().mapToInt(picture -> picture.content().length).sum() > MAX_PICTURES) {
            throw new Refused(Refused.Code.LIMIT, "The pictures of the signatures are too large together.");
        }
        var json = JSON.createArrayNode();
        for (var identity : clean) {
            json.addObject()
                    .put("address", identity.address().toString())
                    .put("name", identity.name())
                    .put("replyTo", identity.replyTo())
                    .put("signature", identity.signature())
                    .put("answerSignature", identity.answerSignature());
        }
        var kept = JSON.createObjectNode();
        shown.forEach(picture -> kept.putObject(picture.contentId())
                .put("name", picture.name())
                .put("type", picture.mediaType())
                .put("content", Base64.getEncoder().encodeToString(picture.content())));
        transactions.run(() -> {
            settings.set(by, account.id(), PICTURES, kept.toString());
            settings.set(by, account.id(), IDENTITIES, json.toString());
        });
    }

    /**
     * As it is kept.
     *
     * @param pictures the Content-IDs of those that its signatures may show
     * @throws Refused BAD_VALUE for a reply address that is none, LIMIT for signatures that are too long
     */
    public static Identity clean(Identity identity, Collection<String> pictures) {
        var replyTo = identity.replyTo().strip();
        if (!replyTo.isEmpty() && EmailAddress.parse(replyTo).isEmpty()) {
            throw new Refused(Refused.Code.BAD_VALUE, identity.replyTo() + " is no address.");
        }
        var signature = OwnHtml.signature(identity.signature(), pictures);
        var answerSignature = OwnHtml.signature(identity.answerSignature(), pictures);
        if (signature.length() + answerSignature.length() > MAX_SIGNATURE) {
            throw new Refused(Refused.Code.LIMIT, "The signature is too long.");
        }
        return new Identity(
                identity.address(),
                new Person(identity.name(), identity.address()).name(),
                replyTo,
                signature,
                answerSignature);
    }

    /** In which language the spelling of what is written as this address is checked; empty for that of the page. */
    String spelling(Account account, EmailAddress address) {
        var language = JSON.readTree(settings.get(account.id(), SPELLING))
                .path(address.key())
                .asString("");
        return LANGUAGES.contains(language) ? language : "";
    }

    /** Remembers the language for one of the account's own identities. */
    void setSpelling(Account account, String address, String language, String by) {
        var own = of(account).stream()
                .map(identity -> identity.address().key())
                .filter(key -> EmailAddress.parse(address)
                        .map(EmailAddress::key)
                        .filter(key::equals)
                        .isPresent())
                .findFirst();
        if (own.isPresent() && LANGUAGES.contains(language)) {
            var json = (ObjectNode) JSON.readTree(settings.get(account.id(), SPELLING));
            settings.set(
                    by, account.id(), SPELLING, json.put(own.get(), language).toString());
        }
    }

    /** How long a message of the account can be taken back, in seconds: {@value #LONGEST_UNDO} at most. */
    public int undoSeconds(Account account) {
        return Math.clamp(settings.get(account.id(), Preferences.UNDO_SECONDS), 0, LONGEST_UNDO);
    }

    /**
     * As whom a message is answered. One in somebody else's mailbox is answered as that mailbox where one may, by the address that it was written to or else the first; any other as the identity
     * that it was written to, else as the favourite.
     *
     * @param all not empty
     * @param mailbox the addresses of whose mailbox it is; empty for one's own
     */
    static Identity answering(List<Identity> all, List<EmailAddress> mailbox, List<Person> recipients) {
        var its = all.stream()
                .filter(identity -> mailbox.stream()
                        .anyMatch(address ->
                                address.key().equals(identity.address().key())))
                .toList();
        return writtenTo(its, recipients)
                .or(() -> its.stream().findFirst())
                .or(() -> writtenTo(all, recipients))
                .orElse(all.getFirst());
    }

    /** The identity that a message was written to, in the order of its recipients; empty if it was none. */
    static Optional<Identity> writtenTo(List<Identity> identities, List<Person> recipients) {
        return Person.writtenTo(recipients, identities, Identity::address);
    }
}
