package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.DomListenerRegistration;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The field in the top bar; {@code search.js} draws it and knows what is typed. What is looked for stands in the address ({@code search?q=...}), so that Back, a reload
 * and a link bring it again.
 */
@Tag("k-search")
@CdiComponent
public class SearchBox extends Component {

    private static final long serialVersionUID = 1;
    private static final String PATH = "search";
    private static final String PARAMETER = "q";
    private static final int LONGEST = 500;

    private final transient Suggestions suggestions;
    private int times;

    @Inject
    public SearchBox(Suggestions suggestions) {
        this.suggestions = suggestions;
        var texts = JsonNodeFactory.instance.objectNode();
        Texts.startingWith("search.", getLocale()).forEach(texts::put);
        getElement().setAttribute("class", "searchbox").setAttribute("role", "search");
        getElement().setPropertyJson("texts", texts);
        on(
                        "k-suggest",
                        "query",
                        (query, event) ->
                                suggest(query, event.get("event.detail.word").asString("")))
                .addEventData("event.detail.word");
        on("k-search", "query", (query, event) -> search(query));
        on("k-save", "query", (query, event) -> suggestions.save(query));
        on("k-message", "path", (path, event) -> UI.getCurrent().navigate(path));
        getElement().addEventListener("k-leave", event -> UI.getCurrent().navigate("mail"));
    }

    private DomListenerRegistration on(String name, String detail, BiConsumer<String, JsonNode> then) {
        var data = "event.detail." + detail;
        return getElement()
                .addEventListener(name, event -> {
                    var value = event.getEventData().get(data).asString("");
                    if (!value.isBlank() || name.equals("k-suggest")) {
                        then.accept(
                                value.length() > LONGEST ? value.substring(0, LONGEST) : value, event.getEventData());
                    }
                })
                .addEventData(data);
    }

    private void search(String query) {
        suggestions.searched(query);
        UI.getCurrent().navigate(PATH, QueryParameters.of(PARAMETER, query));
    }

    /** Shows what is looked for at an address; nothing elsewhere. A property, as that can be set before anybody sees the page, and numbered, as each time counts. */
    void at(Location location) {
        var query = location.getPath().equals(PATH)
                ? location.getQueryParameters().getSingleParameter(PARAMETER).orElse("")
                : "";
        var shown = JsonNodeFactory.instance.objectNode().put("query", query).put("time", ++times);
        suggestions.names(query).forEach(shown.putObject("labels")::put);
        getElement().setPropertyJson("shown", shown);
    }

    private void suggest(String query, String word) {
        var found = suggestions.find(this, query, word);
        var json = JsonNodeFactory.instance.objectNode();
        var messages = json.putArray("messages");
        found.messages()
                .forEach(message -> face(messages.addObject(), message.who(), message.sender())
                        .put("subject", message.subject())
                        .put("who", message.who())
                        .put("folder", message.folder())
                        .put("time", message.time())
                        .put("path", message.path())
                        .put("unread", message.unread()));
        var people = json.putArray("people");
        found.people()
                .forEach(person -> face(people.addObject(), person.name(), person.address())
                        .put("name", person.name())
                        .put("address", person.address()));
        strings(json, "folders", found.folders());
        strings(json, "labels", found.labels());
        strings(json, "recent", found.recent());
        getElement().callJsFunction("suggested", query, json);
    }

    private static ObjectNode face(ObjectNode json, String name, String address) {
        return json.put("hue", Face.hue(address)).put("initials", Face.initials(name.isBlank() ? address : name));
    }

    private static void strings(ObjectNode json, String name, List<String> values) {
        var array = json.putArray(name);
        values.forEach(array::add);
    }
}
