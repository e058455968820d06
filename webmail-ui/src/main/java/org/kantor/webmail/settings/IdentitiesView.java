package org.kantor.webmail.settings;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.DomEventListener;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.webmail.composer.FormatTools;
import org.kantor.webmail.composer.Identities;
import org.kantor.webmail.composer.Identity;
import org.kantor.webmail.composer.Templates;
import org.kantor.webmail.composer.TextEditor;
import org.kantor.webmail.mail.Sizes;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Refusals;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** As whom a person writes, with what signature, how long a message can be taken back, and the templates. */
@Route(value = "settings/identities", layout = Shell.class)
public class IdentitiesView extends SettingsPage implements BeforeLeaveObserver {

    private static final long serialVersionUID = 1;
    private static final List<Integer> UNDO = List.of(0, 5, 10, 20, 30);

    /** Of pictures that are remembered, in octets: those that were taken out again, which can be undone, are forgotten beyond that, the eldest first. */
    private static final int MOST_REMEMBERED = 4 * Identities.MAX_PICTURES;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Identities identities;
    private final transient Templates templates;
    private final transient SignedIn signedIn;
    private final Toasts toasts;
    private final Div list = new Div();
    private final RemovableLines lines = new RemovableLines(getTranslation("settings.templates.none"));
    private final transient List<Form> forms = new ArrayList<>();
    private transient List<Identity> kept = List.of();
    /** Those that signatures showed since the page was opened, by Content-ID. */
    private final transient Map<String, Draft.InlineImage> pictures = new LinkedHashMap<>();

    @Inject
    public IdentitiesView(Identities identities, Templates templates, SignedIn signedIn, Toasts toasts) {
        super("settings.identities");
        this.identities = identities;
        this.templates = templates;
        this.signedIn = signedIn;
        this.toasts = toasts;
        action(new TextButton(getTranslation("settings.identities.save"), this::save).primary());
        list.addClassName("identities");
        list.getElement().setAttribute("data-unkept", true);
        var texts = new Div(new H2(getTranslation("settings.templates")), lines);
        texts.addClassName("writing-settings");
        content(list, undo(), texts);
        identities.pictures(signedIn.account()).forEach(picture -> pictures.put(picture.contentId(), picture));
        show(identities.of(signedIn.account()));
        kept = written();
        showTemplates();
    }

    /** What stands in the fields of one identity. */
    private static final class Form {
        private final EmailAddress address;
        private String name;
        private String replyTo;
        private String signature;
        private String answerSignature;

        Form(Identity identity) {
            address = identity.address();
            name = identity.name();
            replyTo = identity.replyTo();
            signature = identity.signature();
            answerSignature = identity.answerSignature();
        }

        Identity identity() {
            return new Identity(address, name, replyTo, signature, answerSignature);
        }
    }

    private void show(List<Identity> all) {
        list.removeAll();
        showPictures();
        forms.clear();
        for (var identity : all) {
            var form = new Form(identity);
            forms.add(form);
            list.add(section(form, identity, forms.size() == 1));
        }
    }

    private void showPictures() {
        list.getElement().setPropertyJson("pictures", TextEditor.pictures(pictures.values()));
    }

    private Div section(Form form, Identity identity, boolean first) {
        var title = new H2(identity.address().toString());
        var head = new Div(title);
        head.addClassName("h");
        if (first) {
            var note = new Span(getTranslation("settings.identities.isFirst"));
            note.addClassName("muted");
            head.add(note);
        } else {
            head.add(new TextButton(getTranslation("settings.identities.first"), () -> {
                forms.remove(form);
                forms.addFirst(form);
                show(forms.stream().map(Form::identity).toList());
            }));
        }
        var two = new Div(
                field("settings.identities.name", identity.name(), "", value -> form.name = value),
                field(
                        "settings.identities.replyTo",
                        identity.replyTo(),
                        getTranslation("settings.identities.replyTo.hint"),
                        value -> form.replyTo = value));
        two.addClassName("two");
        var section = new Div(
                head,
                two,
                editor("settings.identities.signature", () -> form.signature, value -> form.signature = value),
                editor(
                        "settings.identities.answerSignature",
                        () -> form.answerSignature,
                        value -> form.answerSignature = value));
        section.addClassName("identity");
        section.getElement()
                .setAttribute("role", "group")
                .setAttribute("aria-label", identity.address().toString());
        return section;
    }

    private Div field(String key, String value, String hint, Consumer<String> typed) {
        DomEventListener written =
                event -> typed.accept(event.getEventData().get("element.value").asString());
        var input = new HtmlComponent("input");
        input.getElement()
                .setAttribute("type", "text")
                .setAttribute("dir", "auto")
                .setAttribute("aria-label", getTranslation(key))
                .setAttribute("placeholder", hint)
                .setProperty("value", value)
                .addEventListener("input", written)
                .addEventData("element.value")
                .debounce(300);
        input.getElement().addEventListener("change", written).addEventData("element.value");
        return new Div(label(key), input);
    }

    private Span label(String key) {
        var label = new Span(getTranslation(key));
        label.addClassName("field-label");
        label.getElement().setAttribute("aria-hidden", "true");
        return label;
    }

    private Div editor(String key, Supplier<String> html, Consumer<String> typed) {
        var editor = new TextEditor(getTranslation(key));
        // also when Flow builds the page anew (0136)
        editor.addAttachListener(event -> editor.load(html.get(), "", false));
        DomEventListener written =
                event -> typed.accept(event.getEventData().get("element.html").asString());
        editor.getElement()
                .addEventListener("k-changed", written)
                .addEventData("element.html")
                .debounce(300);
        // who goes on at once shall not lose the last words
        editor.getElement().addEventListener("focusout", written).addEventData("element.html");
        var box = new HtmlContainer("k-signature");
        box.add(editor, FormatTools.ofSignature());
        box.getElement().setProperty("limit", Identities.MAX_PICTURES);
        box.getElement()
                .addEventListener(
                        "k-picture",
                        event -> insert(
                                editor,
                                JSON.readTree(event.getEventData()
                                        .get("event.detail.json")
                                        .asString())))
                .addEventData("event.detail.json");
        return new Div(label(key), box);
    }

    /** Puts a picture that was chosen into a signature, if there is room for it. */
    private void insert(TextEditor editor, JsonNode chosen) {
        var name = chosen.path("name").asString("");
        var content = Base64.getDecoder().decode(chosen.path("content").asString(""));
        var octets = Math.max(chosen.path("octets").asLong(0), content.length);
        var picture = Identities.picture(name, content);
        var shown = Identities.shown(pictures.values(), written());
        var others = shown.stream()
                .filter(other -> picture.isEmpty()
                        || !other.contentId().equals(picture.get().contentId()))
                .mapToLong(other -> other.content().length)
                .sum();
        if (others + octets > Identities.MAX_PICTURES) {
            toasts.failed(getTranslation(
                    "settings.identities.pictureTooLarge",
                    name,
                    Sizes.text(octets, getLocale()),
                    Sizes.text(Identities.MAX_PICTURES, getLocale())));
        } else if (picture.isEmpty()) {
            toasts.failed(getTranslation("settings.identities.noPicture", name));
        } else {
            pictures.put(picture.get().contentId(), picture.get());
            forget(shown, picture.get());
            showPictures();
            editor.insert(picture.get(), chosen.path("width").asInt(0));
        }
    }

    private void forget(List<Draft.InlineImage> shown, Draft.InlineImage newest) {
        var octets = pictures.values().stream()
                .mapToLong(picture -> picture.content().length)
                .sum();
        for (var eldest = pictures.values().iterator(); octets > MOST_REMEMBERED && eldest.hasNext(); ) {
            var picture = eldest.next();
            if (!shown.contains(picture) && !picture.contentId().equals(newest.contentId())) {
                octets -= picture.content().length;
                eldest.remove();
            }
        }
    }

    private List<Identity> written() {
        return forms.stream().map(Form::identity).toList();
    }

    /** Whether it could be kept. */
    private boolean save() {
        var done = keep(written());
        if (done) {
            toasts.tell("check", getTranslation("settings.identities.saved"));
        }
        return done;
    }

    /** Whether they could be kept; why not is told. */
    private boolean keep(List<Identity> all) {
        try {
            identities.keep(
                    signedIn.account(),
                    all,
                    pictures.values(),
                    signedIn.account().login());
        } catch (Refused e) {
            toasts.failed(e.code() == Refused.Code.LIMIT ? tooLarge() : Refusals.text(e, getLocale()));
            return false;
        }
        kept = all;
        list.getElement().executeJs("delete this.dataset.typed");
        return true;
    }

    private String tooLarge() {
        return getTranslation(
                "settings.identities.tooLarge",
                Identities.MAX_SIGNATURE,
                Sizes.text(Identities.MAX_PICTURES, getLocale()));
    }

    /** What was written is kept. An address that is none and signatures that are too large stay what was kept of them, and nothing else is lost with them. */
    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        if (written().equals(kept) || save()) {
            return;
        }
        var possible = written().stream().map(this::possible).toList();
        if (!keep(possible)) {
            // the pictures of all of them are too large
            keep(possible.stream()
                    .map(one -> signed(one, former(one.address())))
                    .toList());
        }
    }

    private Identity possible(Identity written) {
        var former = former(written.address());
        var answered = new Identity(
                written.address(), written.name(), former.replyTo(), written.signature(), written.answerSignature());
        return Stream.of(written, answered, signed(written, former), signed(answered, former))
                .filter(this::isPossible)
                .findFirst()
                .orElse(former);
    }

    private static Identity signed(Identity one, Identity as) {
        return new Identity(one.address(), one.name(), one.replyTo(), as.signature(), as.answerSignature());
    }

    private boolean isPossible(Identity one) {
        try {
            Identities.clean(one, pictures.keySet());
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    /** As it was kept last. */
    private Identity former(EmailAddress address) {
        return kept.stream()
                .filter(one -> one.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private Div undo() {
        var select = new Selection(
                "undoseconds",
                getTranslation("settings.undo"),
                Integer.toString(identities.undoSeconds(signedIn.account())));
        for (var seconds : UNDO) {
            select.with(
                    seconds.toString(),
                    seconds == 0
                            ? getTranslation("settings.undo.off")
                            : getTranslation("settings.undo.seconds", seconds));
        }
        var lead = new Paragraph(getTranslation("settings.undo.lead"));
        lead.addClassName("muted");
        var section = new Div(new H2(getTranslation("settings.undo")), lead, select);
        section.addClassName("writing-settings");
        return section;
    }

    private void showTemplates() {
        lines.show(templates.of(signedIn.account()).keySet().stream()
                .map(this::template)
                .toList());
    }

    private Div template(String name) {
        var text = new Span(name);
        text.addClassNames("grow", "med", "trunc");
        text.getElement().setAttribute("dir", "auto");
        return RemovableLines.line(
                "file-text", List.of(text), getTranslation("settings.templates.delete", name), () -> {
                    var account = signedIn.account();
                    var html = templates.of(account).getOrDefault(name, "");
                    templates.forget(account, name, account.login());
                    toasts.undoable(
                            "trash-2",
                            getTranslation("settings.templates.deleted", name),
                            () -> templates.keep(account, name, html, account.login()),
                            this::showTemplates);
                    showTemplates();
                });
    }
}
