package org.kantor.webmail.people;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.contacts.PersonDetails;
import org.kantor.groupware.contacts.PersonDetails.Labelled;
import org.kantor.groupware.contacts.PersonDraft;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.TextButton;

/** The form of a contact, in the place of its page while it is open. */
final class PersonForm extends Div {

    private static final long serialVersionUID = 1;

    private final TextField given = field("people.given");
    private final TextField family = field("people.family");
    private final TextField organisation = field("people.organisation");
    private final TextField title = field("people.title");
    private final TextArea note = new TextArea();
    private final Values emails = new Values("people.mail", "people.addmail", "");
    private final Values phones = new Values("people.phone", "people.addphone", "cell");

    PersonForm(
            String heading,
            CollectionId book,
            @Nullable PersonDetails person,
            Consumer<PersonDraft> save,
            Runnable cancel) {
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
        add(head, body);
        given.focus();
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
