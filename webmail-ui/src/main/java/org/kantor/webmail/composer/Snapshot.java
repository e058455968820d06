package org.kantor.webmail.composer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.mail.compose.Person;
import org.kantor.mail.compose.Unfinished;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What stands in a composer at a moment, as its script tells it.
 *
 * @param from the address to send as; empty for the first of the account
 * @param html empty in plain text
 * @param files the ids of the attachments that are still wanted
 * @param later when it is to leave, in epoch milliseconds; 0 for now
 * @param archive whether the answered message goes to the archive with it
 * @param version counts the changes in the window
 */
record Snapshot(
        List<Party> to,
        List<Party> cc,
        List<Party> bcc,
        String from,
        String subject,
        String html,
        String text,
        boolean plain,
        Set<String> files,
        DraftOptions options,
        long later,
        boolean archive,
        long version) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Somebody as typed: perhaps no address at all. */
    record Party(String name, String address) {}

    static Snapshot of(String text) {
        return of(JSON.readTree(text));
    }

    static Snapshot of(JsonNode json) {
        var files = new java.util.HashSet<String>();
        json.path("files").forEach(id -> files.add(id.asString()));
        return new Snapshot(
                parties(json.path("to")),
                parties(json.path("cc")),
                parties(json.path("bcc")),
                json.path("from").asString(""),
                json.path("subject").asString(""),
                json.path("html").asString(""),
                json.path("text").asString(""),
                json.path("plain").asBoolean(false),
                files,
                new DraftOptions(
                        importance(json.path("importance").asString("")),
                        json.path("receipt").asBoolean(false),
                        json.path("report").asBoolean(false),
                        json.path("remind").asInt(0),
                        null),
                json.path("later").asLong(0),
                json.path("archive").asBoolean(false),
                json.path("version").asLong(0));
    }

    /** The same with another body and fewer files. */
    Snapshot with(String newHtml, String newText, Set<String> newFiles) {
        return new Snapshot(
                to, cc, bcc, from, subject, newHtml, newText, plain, newFiles, options, later, archive, version);
    }

    private static DraftOptions.Importance importance(String name) {
        return switch (name) {
            case "high" -> DraftOptions.Importance.HIGH;
            case "low" -> DraftOptions.Importance.LOW;
            default -> DraftOptions.Importance.NORMAL;
        };
    }

    private static List<Party> parties(JsonNode json) {
        var parties = new ArrayList<Party>();
        json.forEach(one -> parties.add(
                new Party(one.path("name").asString(""), one.path("address").asString(""))));
        return parties;
    }

    /** Those of them that are addresses. */
    static List<Person> valid(List<Party> parties) {
        return parties.stream()
                .flatMap(party -> EmailAddress.parse(party.address()).stream().map(a -> new Person(party.name(), a)))
                .toList();
    }

    /** Those of them that are no addresses, as they were typed. */
    static List<String> unfinished(List<Party> parties) {
        return parties.stream()
                .filter(party -> EmailAddress.parse(party.address()).isEmpty())
                .map(party -> Unfinished.typed(party.name(), party.address()))
                .toList();
    }

    /** @throws Refused BAD_VALUE naming the first that is no address */
    List<EmailAddress> recipients() {
        var all = new ArrayList<EmailAddress>();
        for (var list : List.of(to, cc, bcc)) {
            for (var party : list) {
                all.add(EmailAddress.parse(party.address())
                        .orElseThrow(() -> new Refused(Refused.Code.BAD_VALUE, party.address() + " is no address.")));
            }
        }
        return all;
    }

    boolean empty() {
        return to.isEmpty()
                && cc.isEmpty()
                && bcc.isEmpty()
                && subject.isBlank()
                && text.isBlank()
                && bare(html).isBlank()
                && files.isEmpty();
    }

    private static String bare(String html) {
        return html.contains("<img")
                ? "picture"
                : html.replaceAll("<[^>]*>", "").replace("&nbsp;", "");
    }
}
