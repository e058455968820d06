package org.kantor.webmail.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kantor.mail.search.query.Term;

/**
 * The field in the top bar. What is looked for stands in the address ({@code search?q=...}), so that Back, a reload and a link bring it again; its operators are
 * shown as chips that can be taken away. {@code search.js} brings the focus here on {@code /}.
 */
final class SearchBox extends Div {

    private static final long serialVersionUID = 1;
    private static final String PATH = "search";
    private static final String PARAMETER = "q";

    private final Div chips = new Div();
    private final Input input = new Input();
    private final IconButton clear = new IconButton("x", getTranslation("search.clear"));
    private final Span hint = new Span("/");
    private final List<String> operators = new ArrayList<>();

    SearchBox() {
        addClassName("searchbox");
        getElement().setAttribute("role", "search");
        chips.addClassName("ops");
        var name = getTranslation("search.field");
        input.setPlaceholder(name);
        input.getElement()
                .setAttribute("aria-label", name)
                .setAttribute("maxlength", "500")
                .setAttribute("enterkeyhint", "search")
                .setAttribute("autocomplete", "off")
                .setAttribute("spellcheck", "false");
        hint.addClassName("kbd");
        hint.getElement().setAttribute("aria-hidden", "true");
        clear.addClassName("sm");
        clear.addClickListener(click -> leave());
        input.getElement()
                .addEventListener(
                        "keydown",
                        event -> typed(event.getEventData().get("element.value").asString()))
                .setFilter("event.key === 'Enter' && !event.isComposing")
                .addEventData("element.value");
        input.getElement()
                .addEventListener("keydown", event -> {
                    if (!operators.isEmpty()) {
                        remove(operators.size() - 1, "");
                    }
                })
                .setFilter("event.key === 'Backspace' && element.value === ''");
        add(new Icon("search"), chips, input, clear, hint);
        show("");
    }

    private void typed(String text) {
        search(operators, text);
    }

    private void remove(int index, String text) {
        var left = new ArrayList<>(operators);
        left.remove(index);
        if (left.isEmpty() && text.isBlank()) {
            leave();
        } else {
            search(left, text);
        }
    }

    private void search(List<String> chosen, String text) {
        var query = Stream.concat(chosen.stream(), Stream.of(text.strip()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (!query.isEmpty()) {
            UI.getCurrent().navigate(PATH, QueryParameters.of(PARAMETER, query));
        }
    }

    private void leave() {
        show("");
        UI.getCurrent().navigate("mail");
    }

    /** Shows what is looked for at an address; nothing elsewhere. */
    void at(Location location) {
        show(
                location.getPath().equals(PATH)
                        ? location.getQueryParameters()
                                .getSingleParameter(PARAMETER)
                                .orElse("")
                        : "");
    }

    private void show(String query) {
        operators.clear();
        chips.removeAll();
        var terms = Term.of(query);
        var text = query;
        // Where terms are grouped or negated, taking one away would mean something else.
        if (terms.stream().allMatch(term -> term.kind() == Term.Kind.OPERATOR || term.kind() == Term.Kind.WORDS)) {
            terms.stream().filter(term -> term.kind() == Term.Kind.OPERATOR).forEach(this::chip);
            text = terms.stream()
                    .filter(term -> term.kind() == Term.Kind.WORDS)
                    .map(Term::source)
                    .collect(Collectors.joining(" "));
        }
        // What was typed there is known to the browser only.
        input.getElement().executeJs("this.value = $0", text);
        var rest = text;
        chips.getChildren()
                .map(NativeButton.class::cast)
                .forEach(chip -> chip.addClickListener(click -> remove(chips.indexOf(chip), rest)));
        clear.setVisible(!query.isEmpty());
        hint.setVisible(query.isEmpty());
    }

    private void chip(Term term) {
        var name = new Span(term.operator() + ":");
        name.addClassName("op-name");
        var chip = new NativeButton();
        chip.add(name, new Span(term.value()), new Icon("x"));
        chip.addClassName("op");
        chip.getElement().setAttribute("aria-label", getTranslation("search.remove", term.source()));
        chips.add(chip);
        operators.add(term.source());
    }
}
