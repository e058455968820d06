package org.kantor.webmail.composer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.submission.Submissions;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
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

    private static final int MAX_SIGNATURE = 50_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Settings settings;

    @Inject
    Submissions submissions;

    @Inject
    Directory directory;

    /** Never empty. */
    public List<Identity> of(Account account) {
        var allowed = new LinkedHashMap<String, EmailAddress>();
        submissions.senders(account.id()).forEach(address -> allowed.putIfAbsent(address.key(), address));
        var all = new ArrayList<Identity>();
        for (var json : JSON.readTree(settings.get(account.id(), IDENTITIES))) {
            EmailAddress.parse(json.path("address").asString(""))
                    .map(address -> allowed.remove(address.key()))
                    .ifPresent(address -> all.add(identity(address, json)));
        }
        allowed.values().forEach(address -> all.add(Identity.of(address, name(account, address))));
        return List.copyOf(all);
    }

    private String name(Account account, EmailAddress address) {
        return directory.byAddress(address).map(Account::displayName).orElse(account.displayName());
    }

    private static Identity identity(EmailAddress address, JsonNode json) {
        return new Identity(
                address,
                json.path("name").asString(""),
                json.path("replyTo").asString(""),
                OwnHtml.signature(json.path("signature").asString("")),
                OwnHtml.signature(json.path("answerSignature").asString("")));
    }

    /**
     * Keeps what a person decided, in that order.
     *
     * @throws Refused BAD_VALUE for a reply address that is none, LIMIT for a signature that is too long
     */
    public void keep(Account account, List<Identity> identities, String by) {
        var json = JSON.createArrayNode();
        for (var identity : identities) {
            if (!identity.replyTo().isBlank()
                    && EmailAddress.parse(identity.replyTo().strip()).isEmpty()) {
                throw new Refused(Refused.Code.BAD_VALUE, identity.replyTo() + " is no address.");
            }
            var signature = OwnHtml.signature(identity.signature());
            var answerSignature = OwnHtml.signature(identity.answerSignature());
            if (signature.length() + answerSignature.length() > MAX_SIGNATURE) {
                throw new Refused(Refused.Code.LIMIT, "The signature is too long.");
            }
            json.addObject()
                    .put("address", identity.address().toString())
                    .put("name", new Person(identity.name(), identity.address()).name())
                    .put("replyTo", identity.replyTo().strip())
                    .put("signature", signature)
                    .put("answerSignature", answerSignature);
        }
        settings.set(by, account.id(), IDENTITIES, json.toString());
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
