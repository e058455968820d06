package org.kantor.webmail.composer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Person;
import org.kantor.webmail.shell.Exhibit;

/** The composer's parts: recipients of one's own domain, from elsewhere and with what is no address, and the tools that form a text. */
@ApplicationScoped
public class ComposerExhibit implements Exhibit {

    private static final String OWN = "@example.org";

    @Override
    public List<Section> sections() {
        return List.of(new Section(
                "Recipients and tools of the composer and of a signature",
                recipients(),
                FormatTools.ofMessage(),
                FormatTools.ofSignature()));
    }

    private static Component recipients() {
        var people = List.of(
                new Person("Carol Wijaya", EmailAddress.of("carol" + OWN)),
                new Person("Joko", EmailAddress.of("joko@sumbermakmur.example")));
        var field = new Recipients("to", people, List.of("not-an-address"), new Recipients.Desk() {
            @Override
            public List<People.Suggestion> suggest(String text) {
                return people.stream()
                        .map(person -> known(person.address().toString()))
                        .toList();
            }

            @Override
            public People.Suggestion known(String address) {
                return new People.Suggestion("", address, !address.endsWith(OWN));
            }
        });
        var label = new Span(field.getTranslation("compose.to"));
        label.addClassName("label");
        var line = new Div(label, field);
        line.addClassName("cl");
        return line;
    }
}
