package org.kantor.webmail.settings;

import com.vaadin.flow.component.HtmlComponent;
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
import java.util.List;
import java.util.function.Consumer;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.webmail.composer.Identities;
import org.kantor.webmail.composer.Identity;
import org.kantor.webmail.composer.Templates;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** As whom a person writes, with what signature, how long a message can be taken back, and the templates. */
@Route(value = "settings/identities", layout = Shell.class)
public class IdentitiesView extends SettingsPage implements BeforeLeaveObserver {

    private static final long serialVersionUID = 1;
    private static final List<Integer> UNDO = List.of(0, 5, 10, 20, 30);

    private final transient Identities identities;
    private final transient Templates templates;
    private final transient SignedIn signedIn;
    private final Toasts toasts;
    private final Div list = new Div();
    private final Div texts = new Div();
    private final transient List<Form> forms = new ArrayList<>();
    private transient List<Identity> kept = List.of();

    @Inject
    public IdentitiesView(Identities identities, Templates templates, SignedIn signedIn, Toasts toasts) {
        super("settings.identities");
        this.identities = identities;
        this.templates = templates;
        this.signedIn = signedIn;
        this.toasts = toasts;
        action(new TextButton(getTranslation("settings.identities.save"), this::save).primary());
        list.getElement().setAttribute("data-unkept", true);
        content(list, undo(), texts);
        show(identities.of(signedIn.account()));
        kept = written();
        showTemplates();
    }

    /** What stands in the fields of one identity. */
    private static final class Form {
        private final EmailAddress address;
        private String name;
        private final String formerReplyTo;
        private String replyTo;
        private String signature;
        private String answerSignature;

        Form(Identity identity) {
            address = identity.address();
            name = identity.name();
            formerReplyTo = identity.replyTo();
            replyTo = formerReplyTo;
            signature = identity.signature();
            answerSignature = identity.answerSignature();
        }

        void takeBackReplyTo() {
            replyTo = formerReplyTo;
        }

        Identity identity() {
            return new Identity(address, name, replyTo, signature, answerSignature);
        }
    }

    private void show(List<Identity> all) {
        list.removeAll();
        forms.clear();
        for (var identity : all) {
            var form = new Form(identity);
            forms.add(form);
            list.add(section(form, identity, forms.size() == 1));
        }
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
                editor("settings.identities.signature", identity.signature(), value -> form.signature = value),
                editor(
                        "settings.identities.answerSignature",
                        identity.answerSignature(),
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

    private Div editor(String key, String html, Consumer<String> typed) {
        var editor = new HtmlComponent("k-editor");
        editor.getElement().setAttribute("data-label", getTranslation(key)).callJsFunction("load", html, "", false);
        DomEventListener written =
                event -> typed.accept(event.getEventData().get("element.html").asString());
        editor.getElement()
                .addEventListener("k-changed", written)
                .addEventData("element.html")
                .debounce(300);
        // who goes on at once shall not lose the last words
        editor.getElement().addEventListener("focusout", written).addEventData("element.html");
        return new Div(label(key), editor);
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
            identities.keep(signedIn.account(), all, signedIn.account().login());
        } catch (Refused e) {
            toasts.failed(e.sentence());
            return false;
        }
        kept = all;
        list.getElement().executeJs("delete this.dataset.typed");
        return true;
    }

    /** What was written is kept. An address that is none stays what it was, and nothing else is lost with it. */
    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        if (!written().equals(kept) && !save()) {
            forms.forEach(Form::takeBackReplyTo);
            keep(written());
        }
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
        texts.removeAll();
        texts.addClassName("writing-settings");
        texts.add(new H2(getTranslation("settings.templates")));
        var all = templates.of(signedIn.account());
        if (all.isEmpty()) {
            var none = new Paragraph(getTranslation("settings.templates.none"));
            none.addClassName("muted");
            texts.add(none);
        }
        all.keySet().forEach(name -> {
            var text = new Span(name);
            text.addClassNames("grow", "trunc");
            text.getElement().setAttribute("dir", "auto");
            var delete = new IconButton("trash-2", getTranslation("settings.templates.delete", name));
            delete.addClickListener(event -> {
                var html = templates.of(signedIn.account()).getOrDefault(name, "");
                templates.forget(signedIn.account(), name, signedIn.account().login());
                showTemplates();
                toasts.undoable("trash-2", getTranslation("settings.templates.deleted", name), () -> {
                    templates.keep(
                            signedIn.account(), name, html, signedIn.account().login());
                    showTemplates();
                });
            });
            var row = new Div(text, delete);
            row.addClassName("h");
            texts.add(row);
        });
    }
}
