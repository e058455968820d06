package org.kantor.webmail.content;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.kantor.mail.compose.Person;
import org.kantor.mail.wire.mime.Address;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Texts;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message inside a message as {@code inside.js} draws it: who wrote to whom and when, its frame, its files. Of what its header says nothing has been checked, so it has no warnings and no
 * pictures from elsewhere that come by themselves; its calendars and contacts are files.
 *
 * @param message names the outermost message in addresses, see {@link MessageLinks#key}
 * @param section the inner one's number in it
 */
record MessageInside(String message, String section, Locale locale, ZoneId zone) {

    ObjectNode json(MessageContents.Inside inside) {
        var opened = inside.opened();
        var parsed = opened.parsed();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("subject", parsed.subject().isBlank() ? text("mail.do.noSubject") : parsed.subject());
        var from = Person.of(parsed.envelope().from()).stream().findFirst();
        var name = from.map(Person::shown).orElse(parsed.fromName());
        var address = from.map(person -> person.address().toString()).orElse("");
        json.putObject("from")
                .put("name", name)
                .put("address", name.equals(address) ? "" : address)
                .put("hue", Face.hue(address))
                .put("initials", Face.initials(name));
        var sent = parsed.sentDate();
        json.put(
                "sent",
                sent == null
                        ? ""
                        : DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm", locale)
                                .format(sent.atZone(zone)));
        people(json, "reader.to", parsed.envelope().to());
        people(json, "reader.cc", parsed.envelope().cc());
        frame(json, opened.reading());
        var files = json.putArray("files");
        opened.reading().files().forEach(file -> file(files.addObject(), file, opened, inside.depth()));
        json.putObject("labels")
                .put("show", text("reader.showImages"))
                .put("turn", text("reader.turn"))
                .put("think", text("risk.think"))
                .put("leave", text("risk.leave"))
                .put("save", text("risk.save"));
        return json;
    }

    private String text(String key, Object... values) {
        return Texts.text(key, locale, values);
    }

    private void people(ObjectNode json, String key, List<Address> addresses) {
        var line = json.withArray("lines").addObject().put("name", text(key)).putArray("people");
        Person.of(addresses)
                .forEach(person -> line.addObject()
                        .put("name", person.name())
                        .put("address", person.address().toString()));
    }

    /** The attributes of its {@code k-message-frame}, and what to say of the pictures that it keeps back. */
    private void frame(ObjectNode json, Reading reading) {
        var document =
                MessageDocument.of(reading, (part, name) -> part, new MessageDocument.Options(false, false, false));
        var blocked = document.blockedImages();
        json.put("blocked", blocked == 0 ? "" : FrameTexts.blocked(blocked, document.trackers(), locale));
        var frame = json.putObject("frame").put("src", MessageLinks.inside(message, section));
        FrameTexts.attributes(locale).forEach(frame::put);
    }

    private void file(ObjectNode json, Reading.FilePart inner, MessageContents.Opened opened, int depth) {
        var file =
                new Reading.FilePart(section + "." + inner.section(), inner.name(), inner.mediaType(), inner.octets());
        var risk = opened.risks().get(inner.section());
        var closed = file.isMessage() && depth == MessageContents.MAX_INSIDE;
        json.put("name", file.name())
                .put("octets", file.octets())
                .put("href", MessageLinks.open(message, file))
                .put("opens", MessageLinks.mayOpen(file))
                .put("preview", closed ? "" : MessageLinks.preview(file))
                .put("about", MessageLinks.about(message, file))
                .put("save", text("reader.save", Texts.isolated(file.name())))
                .put("risk", risk == null ? "" : text("risk." + risk.kind().name(), Texts.isolated(risk.detail())));
    }
}
