package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The field in which a task is typed ({@code tasks.js}). What is understood of it comes back while it is being typed, and is marked; Enter makes the task of the text as it
 * is then.
 */
@Tag("k-task-entry")
final class TaskEntry extends Component {

    private static final long serialVersionUID = 1;
    private static final String TEXT = "event.detail.text";

    /** A text and its meaning. @param words what was understood, for who does not see the marks */
    record Understood(TypedTask task, String words) {}

    TaskEntry(Function<String, Understood> read, Consumer<String> add) {
        getElement()
                .setAttribute("data-label", getTranslation("tasks.entry"))
                .setAttribute("data-hint", getTranslation("tasks.entry.hint"));
        getElement()
                .addEventListener(
                        "k-typed",
                        event -> tell(read, event.getEventData().get(TEXT).asString("")))
                .addEventData(TEXT);
        getElement()
                .addEventListener(
                        "k-add",
                        event -> add.accept(event.getEventData().get(TEXT).asString("")))
                .addEventData(TEXT);
    }

    private void tell(Function<String, Understood> read, String text) {
        var understood = read.apply(text);
        var spans = JsonNodeFactory.instance.arrayNode();
        understood
                .task()
                .spans()
                .forEach(span -> spans.addArray().add(span.from()).add(span.to()));
        getElement().callJsFunction("understood", text, spans, understood.words());
    }

    /** The text was not taken: it stands there again. */
    void giveBack(String text) {
        getElement().callJsFunction("giveBack", text);
    }
}
