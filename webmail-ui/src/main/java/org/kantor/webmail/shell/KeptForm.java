package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kantor.kernel.AccountId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Stands in a form and has the browser keep what is typed into its fields ({@code kept-form.js}), until the form is {@linkplain #done done}: a page that is left, a session that ends
 * and a page that is built anew lose nothing of it.
 */
@Tag("k-keeps-form")
public final class KeptForm extends HtmlContainer {

    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stood in a field. Whoever holds the browser can change it. */
    public record Value(String field, String value, String label) {}

    /**
     * A form that was left over.
     *
     * @param of what it was about, in the view's own words; empty for something new
     */
    public record Left(UUID id, String of, List<Value> values) {

        /** It is saved without a form that took it up: the browser keeps it no longer. */
        public void done() {
            forget(id);
        }
    }

    private final UUID id;

    /**
     * @param kind of form, the same for all of a view
     * @param left what it takes up; empty for a form that begins now
     * @param fill puts what stood in the fields into them again
     */
    public KeptForm(String kind, String of, AccountId account, Optional<Left> left, Consumer<List<Value>> fill) {
        id = left.map(Left::id).orElseGet(UUID::randomUUID);
        getElement()
                .setAttribute("hidden", true)
                .setAttribute("data-form", id.toString())
                .setAttribute("data-kind", kind)
                .setAttribute("data-of", of)
                .setAttribute("data-account", Long.toString(account.value()))
                .addEventListener(
                        "k-fill",
                        event -> read(event.getEventData()
                                        .get("event.detail.json")
                                        .asString())
                                .ifPresent(json -> fill.accept(values(json))))
                .addEventData("event.detail.json");
        if (left.isPresent()) {
            getElement().setAttribute("data-left", true);
            fill.accept(left.get().values());
        }
    }

    /** Names a field, so that what stands in it is kept. */
    public static void field(Component field, String name) {
        field.getElement().setAttribute("data-field", name);
    }

    /** Puts a text into a field of dates or times; an empty one empties it, and what is none leaves it. */
    public static <T> void parsed(String text, Function<String, T> as, HasValue<?, T> field) {
        if (text.isEmpty()) {
            field.clear();
        } else {
            parsed(text, as).ifPresent(field::setValue);
        }
    }

    /** The date or time that a text is; empty for none. */
    public static <T> Optional<T> parsed(String text, Function<String, T> as) {
        try {
            return Optional.of(as.apply(text));
        } catch (DateTimeParseException e) {
            // empty, or no browser of ours kept that
            return Optional.empty();
        }
    }

    /** For a form whose fields are saved each by itself: the browser keeps only those that differ from what is saved. @param values by the names of the fields */
    public void has(Map<String, String> values) {
        getElement().setAttribute("data-each", true).callJsFunction("has", JSON.valueToTree(values));
    }

    /** What was typed is saved, or not wanted: the browser keeps it no longer. */
    public void done() {
        forget(id);
    }

    private static void forget(UUID id) {
        Optional.ofNullable(UI.getCurrent())
                .ifPresent(ui -> ui.getPage()
                        .executeJs(
                                "dispatchEvent(new CustomEvent('k-kept', { detail: { id: $0, version: 0, place: '', gone: true } }))",
                                id.toString()));
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static List<Value> values(JsonNode json) {
        var values = new ArrayList<Value>();
        json.forEach(one -> values.add(new Value(
                one.path(0).asString(""), one.path(1).asString(""), one.path(2).asString(""))));
        return values;
    }

    private static Optional<Left> left(String text) {
        try {
            return read(text)
                    .flatMap(json -> read(json.path("values").asString("[]"))
                            .map(values -> new Left(
                                    UUID.fromString(json.path("id").asString("")),
                                    json.path("of").asString(""),
                                    values(values))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Stands in a view and has it open again what was left over of its forms. */
    @Tag("k-forms")
    public static final class Opener extends HtmlContainer {

        private static final long serialVersionUID = 1;
        private static final String KIND = "event.detail.kind";
        private static final String RECORD = "event.detail.json";

        /** @param kinds what opens the forms of each kind */
        public Opener(AccountId account, Map<String, Consumer<Left>> kinds) {
            getElement()
                    .setAttribute("hidden", true)
                    .setAttribute("data-kinds", String.join(" ", kinds.keySet()))
                    .setAttribute("data-account", Long.toString(account.value()))
                    .addEventListener("k-restore", event -> {
                        var open = kinds.get(event.getEventData().get(KIND).asString(""));
                        var left = left(event.getEventData().get(RECORD).asString(""));
                        if (open != null) {
                            left.ifPresent(open);
                        }
                    })
                    .addEventData(KIND)
                    .addEventData(RECORD);
        }
    }
}
