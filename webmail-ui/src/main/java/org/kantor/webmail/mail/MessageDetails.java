package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kantor.mail.compose.Person;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.content.MessageLinks;
import org.kantor.webmail.shell.Modal;

/** What is known of an open message, in plain words: whom it reached and how, when and where it was written, who vouches for it. All headers below. */
final class MessageDetails extends Modal {

    private static final long serialVersionUID = 1;

    private final HtmlContainer facts = new HtmlContainer("dl");

    /** @param back whether it lies in the inbox again as nobody had answered it */
    MessageDetails(OpenMessage message, boolean back) {
        super(message.parsed().subject());
        addClassName("facts");
        getElement().setAttribute("dir", "auto");
        facts.addClassName("dl");
        fact("details.from", people(message.from().stream().toList()));
        fact("details.to", reached(message));
        if (back) {
            fact("details.back", getTranslation("details.back.unanswered", zoned(message, message.arrived())));
        }
        fact("details.written", written(message));
        fact("details.arrived", arrived(message));
        fact("details.way", way(message));
        fact("details.signed", signed(message));
        var list = message.header().value("List-Id");
        if (!list.isEmpty()) {
            fact("details.list", list);
        }
        if (!message.trackers().isEmpty()) {
            fact("details.trackers", getTranslation("details.trackers.kept", String.join(", ", message.trackers())));
        }
        fact("details.size", Sizes.text(message.opened().octets(), getLocale()));
        var id = message.parsed().messageId();
        if (id != null) {
            fact("details.id", "<" + id + ">");
        }
        var source = new Anchor(MessageLinks.source(message.key()), getTranslation("reader.source"));
        source.addClassName("linkbtn");
        source.setRouterIgnore(true);
        source.setTarget(AnchorTarget.BLANK);
        source.getElement().setAttribute("rel", "noopener");
        var close = new NativeButton(getTranslation("details.close"), event -> removeFromParent());
        close.addClassName("btn");
        close.getElement().setAttribute("autofocus", true);
        var buttons = new Div(source, close);
        buttons.addClassName("h");
        add(facts, headers(message), buttons);
    }

    private void fact(String key, String value) {
        if (!value.isEmpty()) {
            var term = new HtmlContainer("dt");
            term.getElement().setText(getTranslation(key));
            var text = new HtmlContainer("dd");
            text.getElement().setText(value).setAttribute("dir", "auto");
            facts.add(term, text);
        }
    }

    private static String people(List<Person> people) {
        return String.join(
                ", ",
                people.stream()
                        .map(person -> person.name().isEmpty()
                                ? person.address().toString()
                                : person.name() + " <" + person.address() + ">")
                        .toList());
    }

    /** Which of one's own addresses brought it here; where none is named, why it came all the same. */
    private String reached(OpenMessage message) {
        var named = new ArrayList<Person>(message.to());
        named.addAll(message.cc());
        named.addAll(message.bcc());
        var mine = named.stream()
                .filter(message::isMine)
                .map(person -> person.address().toString())
                .distinct()
                .toList();
        if (!mine.isEmpty()) {
            var others =
                    named.stream().filter(person -> !message.isMine(person)).count();
            return getTranslation("details.to.me", String.join(", ", mine), others);
        }
        if (message.from().filter(message::isMine).isPresent()) {
            return people(named);
        }
        var recipient =
                message.header().arrival().map(HeaderFields.Arrival::recipient).filter(address -> !address.isEmpty());
        var key = message.header().value("List-Id").isEmpty() ? "details.to.unnamed" : "details.to.list";
        return recipient.isPresent() ? getTranslation(key + ".as", recipient.get()) : getTranslation(key);
    }

    private String written(OpenMessage message) {
        var sent = message.parsed().sentDate();
        if (sent == null) {
            return getTranslation("details.written.unknown");
        }
        var here = zoned(message, sent);
        var there = message.header().writtenIn();
        return there.isEmpty()
                        || there.get().equals(message.dates().zone().getRules().getOffset(sent))
                ? here
                : getTranslation("details.written.there", here, time(sent, there.get()));
    }

    private static String zoned(OpenMessage message, Instant instant) {
        var zone = message.dates().zone();
        return message.dates().full(instant) + " "
                + DateTimeFormatter.ofPattern("z", Locale.ROOT).format(instant.atZone(zone));
    }

    private String time(Instant instant, ZoneOffset offset) {
        var at = instant.atOffset(offset);
        var offsetName = offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset;
        return at.getDayOfWeek().getDisplayName(TextStyle.SHORT, getLocale())
                + DateTimeFormatter.ofPattern(" HH:mm", Locale.ROOT).format(at) + " " + offsetName;
    }

    private String arrived(OpenMessage message) {
        var sent = message.parsed().sentDate();
        var here = zoned(message, message.arrived());
        if (sent == null) {
            return here;
        }
        var way = Duration.between(sent, message.arrived());
        if (way.isNegative()) {
            return way.abs().toMinutes() < 5 ? here : getTranslation("details.arrived.early", here);
        }
        return way.toHours() >= 1
                ? getTranslation("details.arrived.hours", here, way.toHours())
                : getTranslation("details.arrived.minutes", here, way.toMinutes());
    }

    private String way(OpenMessage message) {
        var arrival = message.header().arrival();
        if (arrival.isEmpty()) {
            return getTranslation(
                    message.from().filter(message::isMine).isPresent() ? "details.way.here" : "details.way.unknown");
        }
        var came = arrival.get();
        var key = came.local() ? "local" : came.authenticated() ? "program" : "server";
        var encrypted = came.local() ? "" : " " + getTranslation(came.encrypted() ? "details.tls" : "details.noTls");
        return getTranslation("details.way." + key, came.helo(), came.address()) + encrypted;
    }

    private String signed(OpenMessage message) {
        if (message.header().arrival().filter(a -> !a.authenticated()).isEmpty()) {
            return "";
        }
        var signers = message.header().signers();
        return signers.isEmpty()
                ? getTranslation("details.unsigned")
                : getTranslation("details.signers", String.join(", ", signers));
    }

    private Component headers(OpenMessage message) {
        var all = new HtmlContainer("dl");
        all.addClassNames("dl", "all");
        for (var field : message.header().all()) {
            var name = new HtmlContainer("dt");
            name.getElement().setText(field.name());
            var value = new HtmlContainer("dd");
            value.getElement().setText(field.value()).setAttribute("dir", "ltr");
            all.add(name, value);
        }
        var details = new NativeDetails(getTranslation("details.headers"), all);
        details.addClassName("headers");
        return details;
    }
}
