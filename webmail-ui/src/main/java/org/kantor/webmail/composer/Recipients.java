package org.kantor.webmail.composer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.util.List;
import org.kantor.mail.compose.Person;
import org.kantor.webmail.shell.Face;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** To, Cc or Bcc. */
@Tag("k-recipients")
final class Recipients extends Component {
    private static final long serialVersionUID = 1;

    /** Knows people. */
    interface Desk {
        List<People.Suggestion> suggest(String text);

        /** Who has an address; without a name if nobody is known. */
        People.Suggestion known(String address);
    }

    /**
     * @param unfinished what is no address yet
     */
    Recipients(String field, List<Person> people, List<String> unfinished, Desk desk) {
        getElement().setAttribute("data-field", field).setAttribute("data-label", getTranslation("compose." + field));
        var labels = JsonNodeFactory.instance.objectNode();
        for (var name : List.of("out", "external", "bad", "waiting", "remove", "expand", "members", "outOf")) {
            // the script puts the name and the numbers in the place of {0} and {1}
            labels.put(name, getTranslation("compose.person." + name));
        }
        getElement().setPropertyJson("labels", labels);
        var json = JsonNodeFactory.instance.arrayNode();
        for (var person : people) {
            var address = person.address().toString();
            var known = desk.known(address);
            json.add(json(new People.Suggestion(
                    person.name().isBlank() ? known.name() : person.name(), address, known.out())));
        }
        unfinished.forEach(text -> json.addObject().put("address", text).put("bad", true));
        getElement().setPropertyJson("people", json);
        getElement()
                .addEventListener("k-suggest", event -> {
                    var text = event.getEventData().get("event.detail.text").asString();
                    var found = JsonNodeFactory.instance.arrayNode();
                    desk.suggest(text).forEach(person -> found.add(json(person)));
                    getElement().callJsFunction("suggest", text, found);
                })
                .addEventData("event.detail.text");
        getElement()
                .addEventListener("k-resolve", event -> {
                    var address =
                            event.getEventData().get("event.detail.address").asString();
                    var known = json(desk.known(address));
                    if (known.get("name").asString().isEmpty()) {
                        known.remove("name");
                    }
                    getElement().callJsFunction("resolved", address, known);
                })
                .addEventData("event.detail.address");
    }

    private static ObjectNode json(People.Suggestion person) {
        var json = JsonNodeFactory.instance.objectNode();
        if (!person.members().isEmpty()) {
            var members = json.putArray("members");
            person.members().forEach(member -> members.add(json(member)));
        }
        return json.put("name", person.name())
                .put("address", person.address())
                .put("out", person.out())
                .put("hue", Face.hue(person.address()))
                .put("initials", Face.initials(person.name().isBlank() ? person.address() : person.name()));
    }
}
