package org.kantor.webmail.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.contacts.PersonDetails;
import org.kantor.groupware.contacts.PersonDetails.Labelled;
import org.kantor.groupware.contacts.PersonDraft;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.kernel.AccountId;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.TextButton;

/** The form of a contact, in the place of its page while it is open. */
final class PersonForm extends Div {

    private static final long serialVersionUID = 1;

    /** What the browser keeps its forms as. */
    static final String KIND = "person";

    private final TextField given = field("people.given");
    private final TextField family = field("people.family");
    private final TextField organisation = field("people.organisation");
    private final TextField title = field("people.title");
    private final TextArea note = new TextArea();
    private final Values emails = new Values("people.mail", "people.addmail", "");
    private final Values phones = new Values("people.phone", "people.addphone", "cell");
    private final KeptForm kept;

    PersonForm(
            String heading,
            CollectionId book,
            @Nullable PersonDetails person,
            Consumer<PersonDraft> save,
            Runnable cancel,
            AccountId account,
            Optional<KeptForm.Left> left) {
        addClassNames("reader", "pform");
        var gap = new Span();
        gap.addClassName("grow");
        var head = new Div(
                new H1(heading),
                gap,
                new TextButton(getTranslation("cancel"), cancel),
                new TextButton("check", getTranslation("people.save"), () -> save.accept(draft(book))).primary());
        head.addClassName("phead");
        note.setLabel(getTranslation("people.notes"));
        note.setMinHeight("96px");
        if (person != null) {
            given.setValue(person.givenName());
            family.setValue(person.familyName());
            organisation.setValue(person.person().organisation());
            title.setValue(person.person().title());
            note.setValue(person.note());
            person.emails().forEach(emails::add);
            person.phones().forEach(phones::add);
        }
        if (emails.isEmpty()) {
            emails.add(new Labelled("", ""));
        }
        var names = new Div(given, family);
        names.addClassName("ptwo");
        var work = new Div(title, organisation);
        work.addClassName("ptwo");
        var body = new Div(names, work, emails, phones, note);
        body.addClassNames("pbody", "pfields");
        var texts = new LinkedHashMap<String, Component>();
        texts.put("given", given);
        texts.put("family", family);
        texts.put("title", title);
        texts.put("organisation", organisation);
        texts.put("note", note);
        texts.forEach((name, field) -> KeptForm.field(field, name));
        var of = person == null
                ? ""
                : person.person().ref().book().value() + ":"
                        + person.person().ref().card();
        kept = new KeptForm(KIND, of, account, left, this::fill);
        add(head, body, kept);
        given.focus();
    }

    private void fill(List<KeptForm.Value> values) {
        emails.clear();
        phones.clear();
        for (var value : values) {
            var text = value.value();
            switch (value.field()) {
                case "given" -> given.setValue(text);
                case "family" -> family.setValue(text);
                case "title" -> title.setValue(text);
                case "organisation" -> organisation.setValue(text);
                case "note" -> note.setValue(text);
                case "people.mail" -> emails.add(new Labelled(value.label(), text));
                case "people.phone" -> phones.add(new Labelled(value.label(), text));
                default -> {}
            }
        }
        if (emails.isEmpty()) {
            emails.add(new Labelled("", ""));
        }
    }

    /** It was saved, or left. */
    void done() {
        kept.done();
    }

    private TextField field(String key) {
        var field = new TextField(getTranslation(key));
        field.setMaxLength(500);
        return field;
    }

    private PersonDraft draft(CollectionId book) {
        return new PersonDraft(
                book,
                given.getValue().strip(),
                family.getValue().strip(),
                organisation.getValue().strip(),
                title.getValue().strip(),
                emails.values(),
                phones.values(),
                note.getValue());
    }

    /** Several lines of one kind; each can go, and one more can come. A line that was there keeps its label. */
    private final class Values extends Div {

        private static final long serialVersionUID = 1;

        private final String key;
        private final String freshLabel;
        private final Div lines = new Div();
        private final List<Line> all = new ArrayList<>();

        Values(String key, String addKey, String freshLabel) {
            this.key = key;
            this.freshLabel = freshLabel;
            var more = new TextButton(
                    "plus", PersonForm.this.getTranslation(addKey), () -> add(new Labelled(freshLabel, "")));
            more.addClassName("quiet");
            lines.addClassName("plines");
            add(lines, more);
        }

        void clear() {
            all.clear();
            lines.removeAll();
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        void add(Labelled value) {
            var field = new TextField(all.isEmpty() ? PersonForm.this.getTranslation(key) : "");
            field.setAriaLabel(PersonForm.this.getTranslation(key));
            field.setValue(value.value());
            field.setMaxLength(500);
            var remove = new IconButton("x", PersonForm.this.getTranslation("people.remove"));
            var line = new Line(value.value().isEmpty() ? freshLabel : value.label(), field);
            KeptForm.field(field, key);
            field.getElement().setAttribute("data-label", line.label());
            var row = new Div(field, remove);
            row.addClassName("field-line");
            remove.addClickListener(event -> {
                all.remove(line);
                lines.remove(row);
            });
            all.add(line);
            lines.add(row);
        }

        List<Labelled> values() {
            return all.stream()
                    .map(line -> new Labelled(line.label, line.field.getValue().strip()))
                    .filter(labelled -> !labelled.value().isEmpty())
                    .toList();
        }
    }

    private record Line(String label, TextField field) {}
}
