package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Flags;
import org.kantor.webmail.content.FileRisk;
import org.kantor.webmail.content.FrameTexts;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.content.MessageDocument;
import org.kantor.webmail.content.MessageLinks;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Menu;
import org.kantor.webmail.warnings.Warning;

/** One message: who, when, to whom, the blocked images' notice, the text's frame, the attachments. */
final class MessageArticle extends Article {

    private static final long serialVersionUID = 1;

    private final transient OpenMessage message;
    private final transient OpenMessage.Acts acts;
    private final transient MessageOpener opener;
    private final IconButton star;
    private final Div header;
    private boolean starred;
    /** Whether its calendar parts are shown as cards, and not as files too. */
    private final boolean invited;

    /** @param listed whether it is the one that the list shows as open, which the list's script answers for */
    MessageArticle(OpenMessage message, OpenMessage.Acts acts, MessageOpener opener, boolean listed) {
        this.message = message;
        this.opener = opener;
        this.acts = acts;
        addClassName("msg");
        star = new IconButton("star", getTranslation("mail.do.star")).verb("star");
        star.addClassNames("sm", "star");
        if (listed) {
            star.getElement().setAttribute("data-act", "star");
        } else {
            showStar((message.flags() & Flags.FLAGGED) != 0);
            star.addClickListener(event -> {
                starred = !starred;
                acts.star(starred);
                showStar(starred);
            });
        }
        header = makeHeader();
        add(header);
        message.warnings().forEach(warning -> add(warning(warning)));
        acts.receiptFor()
                .flatMap(folder -> opener.receipt(message, folder, this))
                .ifPresent(this::add);
        if (message.blockedImages() > 0 && !message.remoteImages()) {
            add(blocked());
        }
        var options = new MessageDocument.Options(message.remoteImages(), false, false);
        var body = new Div(
                new MessageFrame(MessageLinks.frame(message.key(), options), FrameTexts.attributes(getLocale())));
        body.addClassName("body");
        add(body);
        var cards = new ArrayList<Component>(opener.invitations(message));
        invited = !cards.isEmpty();
        cards.addAll(opener.contacts(message));
        if (!cards.isEmpty()) {
            var indented = new Div();
            indented.add(cards);
            indented.addClassNames("ind", "cards");
            add(indented);
        }
        var files = message.reading().files().stream()
                .filter(file -> !invited || !file.isCalendar())
                .toList();
        if (!files.isEmpty()) {
            add(attachments(files));
        }
    }

    H2 heading() {
        var subject = message.parsed().subject();
        var heading = new H2(subject.isBlank() ? getTranslation("mail.do.noSubject") : subject);
        heading.addClassName("rsub");
        heading.getElement().setAttribute("dir", "auto").setAttribute("tabindex", "-1");
        return heading;
    }

    Div header() {
        return header;
    }

    void showStar(boolean on) {
        starred = on;
        star.setClassName("fill", on);
        star.setLabel(getTranslation(on ? "mail.do.unstar" : "mail.do.star"));
        star.getElement().setAttribute("aria-pressed", Boolean.toString(on));
    }

    private Div makeHeader() {
        var from = message.from();
        var name = bold(from.map(Person::shown).orElse(message.parsed().fromName()));
        var line = new Div(name);
        line.addClassNames("h");
        from.filter(person -> !person.name().isEmpty()).ifPresent(person -> {
            var address = new Span(person.address().toString());
            address.addClassNames("muted", "trunc", "small");
            line.add(address);
        });
        if (message.isUrgent()) {
            var urgent = new Span(getTranslation("reader.urgent"));
            urgent.addClassNames("badge", "warn");
            line.add(urgent);
        }
        opener.leaveList(message, this).ifPresent(line::add);
        var who = new Div(line, recipients());
        who.addClassName("who");
        var time = new HtmlContainer("time");
        time.getElement()
                .setText(message.dates().withTime(message.at()))
                .setAttribute("datetime", message.at().toString())
                .setAttribute("title", message.dates().full(message.at()));
        var reply = new IconButton("reply", getTranslation("reader.reply")).verb("reply");
        reply.getElement().setAttribute("data-reply-here", true);
        reply.addClassNames("sm", "fl");
        reply.addClickListener(event -> acts.answer(ReaderPane.Answer.REPLY));
        reply.setVisible(acts.canBeAnswered());
        var more = new IconButton("ellipsis", getTranslation("reader.more"));
        more.addClassName("sm");
        var menu = menu();
        menu.openedBy(more);
        var face = from.map(person -> new Face(person.name(), person.address().toString()))
                .orElseGet(() -> new Face(message.parsed().fromName(), ""));
        var turn = new IconButton("moon", getTranslation("reader.turn"));
        turn.addClassNames("sm", "turn");
        turn.getElement().setAttribute("aria-pressed", "false").setAttribute("hidden", true);
        var header = new Div(face, who, time, turn, star, reply, more, menu);
        header.addClassName("mh");
        return header;
    }

    private static HtmlContainer bold(String text) {
        var bold = new HtmlContainer("b");
        bold.addClassName("trunc");
        bold.getElement().setText(text).setAttribute("dir", "auto");
        return bold;
    }

    private Menu menu() {
        var menu = new Menu("message-menu-" + message.number(), getTranslation("reader.more"));
        if (acts.canBeAnswered()) {
            menu.item("reply", getTranslation("reader.reply"))
                    .addClickListener(event -> acts.answer(ReaderPane.Answer.REPLY));
            if (message.answersDiffer()) {
                menu.item("reply-all", getTranslation("reader.replyAll"))
                        .addClickListener(event -> acts.answer(ReaderPane.Answer.REPLY_ALL));
            }
            menu.item("forward", getTranslation("reader.forward"))
                    .addClickListener(event -> acts.answer(ReaderPane.Answer.FORWARD));
            menu.line();
        }
        message.from()
                .ifPresent(from -> menu.item("mail-plus", getTranslation("reader.write", from.brief()))
                        .addClickListener(event -> acts.write(from)));
        var id = message.parsed().messageId();
        if (id != null) {
            opener.verbs().forEach(verb -> {
                var item = menu.item(verb.icon(), getTranslation(verb.titleKey()));
                item.getElement().setAttribute("data-verb", verb.name());
                item.addClickListener(
                        event -> verb.run(this, id, message.parsed().subject()));
            });
        }
        if (message.permission() != ImageSenders.Permission.NONE) {
            message.from().ifPresent(from -> {
                var block = menu.item(
                        "image-off",
                        getTranslation("reader.block", from.address().toString()));
                block.getElement().setAttribute("data-block", true);
                block.addClickListener(event -> {
                    opener.blockImages(from, acts::authorAgain);
                    acts.authorAgain();
                });
            });
        }
        menu.line();
        var details = menu.item("circle-alert", getTranslation("reader.details"));
        details.getElement().setAttribute("data-details", true);
        details.addClickListener(event -> add(new MessageDetails(message, acts.cameBack())));
        var print = menu.item("printer", getTranslation("reader.print"));
        print.getElement()
                .setAttribute(
                        "data-print",
                        MessageLinks.print(
                                message.key(),
                                message.remoteImages(),
                                getLocale(),
                                message.dates().zone()));
        menu.add(link(MessageLinks.source(message.key()), "code", "reader.source", false));
        menu.add(link(MessageLinks.original(message.key()), "download", "reader.original", true));
        return menu;
    }

    private Anchor link(String address, String icon, String key, boolean saves) {
        var link = new Anchor(address, new Icon(icon), new Span(getTranslation(key)));
        link.addClassName("mi");
        link.setRouterIgnore(true);
        link.getElement().setAttribute("role", "menuitem");
        if (saves) {
            link.getElement().setAttribute("download", true);
        } else {
            link.setTarget(AnchorTarget.BLANK);
            link.getElement().setAttribute("rel", "noopener");
        }
        return link;
    }

    /** "to me, Dave Okafor and 2 others", which opens to the whole header. */
    private NativeDetails recipients() {
        var all = new ArrayList<Person>(message.to());
        all.addAll(message.cc());
        all.addAll(message.bcc());
        var summary = new Span(new Span(toLine(all)), new Icon("chevron-down", "s"));
        summary.addClassName("to");
        var lines = new HtmlContainer("dl");
        lines.addClassName("dl");
        line(lines, "reader.from", message.from().stream().toList());
        line(lines, "reader.to", message.to());
        line(lines, "reader.cc", message.cc());
        line(lines, "reader.bcc", message.bcc());
        var date = new HtmlContainer("dd");
        date.getElement().setText(message.dates().full(message.at()));
        lines.add(term("reader.date"), date);
        var details = new NativeDetails();
        details.setSummary(summary);
        details.setContent(lines);
        return details;
    }

    private String toLine(List<Person> all) {
        var names = all.stream()
                .map(person -> message.isMine(person) ? getTranslation("reader.me") : person.shown())
                .toList();
        return switch (names.size()) {
            case 0 -> getTranslation("reader.toNobody");
            case 1 -> getTranslation("reader.to1", names.getFirst());
            case 2 -> getTranslation("reader.to2", names.getFirst(), names.get(1));
            default -> getTranslation("reader.toN", names.getFirst(), names.get(1), names.size() - 2);
        };
    }

    private void line(HtmlContainer lines, String key, List<Person> people) {
        if (people.isEmpty()) {
            return;
        }
        var value = new HtmlContainer("dd");
        for (var person : people) {
            var line = new Div();
            if (!person.name().isEmpty()) {
                var name = new Span(person.name());
                name.getElement().setAttribute("dir", "auto");
                line.add(name, new Text(" "));
            }
            // an address is written from the left in every script
            var address =
                    new Span(person.name().isEmpty() ? person.address().toString() : "<" + person.address() + ">");
            address.getElement().setAttribute("dir", "ltr");
            line.add(address);
            value.add(line);
        }
        lines.add(term(key), value);
    }

    private HtmlContainer term(String key) {
        var term = new HtmlContainer("dt");
        term.getElement().setText(getTranslation(key));
        return term;
    }

    /** What to know before trusting it, in one sentence with its reason. */
    private Div warning(Warning warning) {
        var serious = warning.kind().isSerious();
        var text = new Span(getTranslation(
                "warning." + warning.kind().name(), warning.values().toArray()));
        text.addClassName("grow");
        var bar = new Div(new Icon(serious ? "triangle-alert" : "circle-alert"), text);
        bar.addClassName("bar");
        bar.setClassName("warn", serious);
        bar.getElement().setAttribute("role", serious ? "alert" : "note");
        var indented = new Div(bar);
        indented.addClassNames("ind", "warning");
        return indented;
    }

    private Div blocked() {
        var trackers = message.trackers();
        var text = new Span(FrameTexts.blocked(message.blockedImages(), trackers, getLocale()));
        text.addClassName("grow");
        if (!trackers.isEmpty()) {
            text.setTitle(getTranslation("reader.trackers", String.join(", ", trackers)));
        }
        if (message.permission() == ImageSenders.Permission.OTHER_WAY) {
            var other = new Span(getTranslation(
                    "reader.otherWay",
                    message.from().map(from -> from.address().toString()).orElse(""),
                    message.header()
                            .arrival()
                            .map(HeaderFields.Arrival::address)
                            .orElse("")));
            other.addClassName("grow");
            text.add(new Text(" "), other);
        }
        var show = new NativeButton(getTranslation("reader.showImages"), event -> acts.again(true));
        show.addClassName("linkbtn");
        var bar = new Div(new Icon("image-off"), text, show);
        message.from()
                .filter(from -> message.warnings().stream()
                        .noneMatch(warning -> warning.kind().isDoubtful()))
                .ifPresent(from -> {
                    var always = new NativeButton(
                            getTranslation("reader.always", from.address().toString()), event -> {
                                opener.alwaysImages(from, message, acts::authorAgain);
                                acts.again(true);
                            });
                    always.addClassNames("linkbtn", "always");
                    always.setTitle(getTranslation("reader.always.help"));
                    bar.add(always);
                });
        bar.addClassName("bar");
        bar.getElement().setAttribute("role", "status");
        var indented = new Div(bar);
        indented.addClassNames("ind", "blocked");
        return indented;
    }

    private Div attachments(List<Reading.FilePart> files) {
        var list = new Div();
        list.addClassName("att");
        list.getElement().setAttribute("role", "list");
        for (var file : files) {
            list.add(attachment(file));
        }
        var indented = new Div(list);
        indented.addClassName("ind");
        return indented;
    }

    private Div attachment(Reading.FilePart file) {
        var risk = message.opened().risks().get(file.section());
        if (risk != null) {
            return risky(file, risk);
        }
        var opens = MessageLinks.mayOpen(file);
        var preview = MessageLinks.preview(file);
        var name = new HtmlContainer("b");
        name.addClassName("trunc");
        name.getElement().setText(file.name()).setAttribute("dir", "auto");
        var size = new HtmlContainer("small");
        size.getElement().setText(Sizes.text(file.octets(), getLocale()));
        var text = new Span(name, size);
        text.addClassNames("v", "grow");
        var link = new Anchor(
                preview.isEmpty() && !opens
                        ? MessageLinks.save(message.key(), file)
                        : MessageLinks.open(message.key(), file),
                FileFace.of(file.name(), file.mediaType()),
                text);
        link.setRouterIgnore(true);
        link.getElement().setAttribute("title", file.name());
        if (!preview.isEmpty()) {
            link.getElement().setAttribute("data-preview", preview).setAttribute("data-name", file.name());
        }
        if (file.isMessage()) {
            link.getElement().setAttribute("data-about", MessageLinks.about(message.key(), file));
        }
        if (opens) {
            link.setTarget(AnchorTarget.BLANK);
            link.getElement().setAttribute("rel", "noopener");
        }
        var save = new Anchor(MessageLinks.save(message.key(), file), new Icon("download"));
        save.addClassNames("ib", "sm");
        save.setRouterIgnore(true);
        var label = getTranslation("reader.save", file.name());
        save.getElement()
                .setAttribute("aria-label", label)
                .setAttribute("title", label)
                .setAttribute("download", true);
        var item = new Div(link, save);
        item.addClassName("file");
        item.getElement()
                .setAttribute("role", "listitem")
                .setAttribute("data-name", file.name().toLowerCase(Locale.ROOT));
        return item;
    }

    /** A file that is saved only after a second step, which says why. */
    private Div risky(Reading.FilePart file, FileRisk risk) {
        var name = new HtmlContainer("b");
        name.addClassName("trunc");
        name.getElement().setText(file.name()).setAttribute("dir", "auto");
        var reason = getTranslation("risk." + risk.kind().name(), risk.detail());
        var why = new HtmlContainer("small");
        why.addClassName("warn");
        why.getElement().setText(reason);
        var text = new Span(name, why);
        text.addClassNames("v", "grow");
        var button = new NativeButton(
                "", event -> add(new RiskyFile(file.name(), reason, MessageLinks.save(message.key(), file))));
        button.addClassName("risky");
        button.add(new Icon("triangle-alert"), text);
        button.getElement().setAttribute("title", file.name() + ": " + reason);
        var item = new Div(button);
        item.addClassName("file");
        item.getElement().setAttribute("role", "listitem");
        return item;
    }
}
