package org.kantor.webmail.composer;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kantor.webmail.shell.IconButton;

/** The bar with which a text is given a form; the script does what its buttons say. */
public final class FormatTools extends Div {

    private static final long serialVersionUID = 1;

    private static final Map<String, String> COLOURS = new TreeMap<>(Map.of(
            "0", "", "1", "#b3261e", "2", "#8a5300", "3", "#1b6e3c", "4", "#0a6179", "5", "#5b4bb5", "6", "#5c6b72"));

    private FormatTools() {
        addClassName("tool");
        getElement().setAttribute("role", "toolbar").setAttribute("aria-label", getTranslation("compose.format"));
    }

    static FormatTools ofMessage() {
        var tools = new FormatTools();
        tools.add(
                tools.block(),
                separator(),
                tools.tool("bold", "bold"),
                tools.tool("italic", "italic"),
                tools.tool("underline", "underline"),
                tools.colours(),
                separator(),
                tools.tool("ul", "list"),
                tools.tool("ol", "list-ordered"),
                tools.tool("quote", "quote"),
                tools.tool("link", "link"),
                tools.tool("table", "table"),
                tools.picture(),
                separator(),
                tools.tool("plain", "remove-formatting"));
        return tools;
    }

    public static FormatTools ofSignature() {
        var tools = new FormatTools();
        tools.add(
                tools.tool("bold", "bold"),
                tools.tool("italic", "italic"),
                tools.tool("ul", "list"),
                tools.tool("link", "link"),
                tools.picture());
        return tools;
    }

    private HtmlContainer block() {
        var block = new HtmlContainer("select");
        block.addClassName("block");
        block.getElement().setAttribute("aria-label", getTranslation("compose.block"));
        for (var name : List.of("p", "h1", "h2", "h3", "pre")) {
            var option = new HtmlComponent("option");
            option.getElement().setAttribute("value", name).setText(getTranslation("compose.block." + name));
            block.add(option);
        }
        return block;
    }

    /** A few that can be read on white and on dark. */
    private HtmlContainer colours() {
        var select = new HtmlContainer("select");
        select.addClassName("colour");
        select.getElement().setAttribute("aria-label", getTranslation("compose.colour"));
        COLOURS.forEach((name, value) -> {
            var option = new HtmlComponent("option");
            option.getElement().setAttribute("value", value).setText(getTranslation("compose.colour." + name));
            select.add(option);
        });
        return select;
    }

    private IconButton tool(String command, String icon) {
        var button = new IconButton(icon, getTranslation("compose.do." + command));
        button.getElement().setAttribute("data-do", "command:" + command);
        return button;
    }

    private IconButton picture() {
        var button = new IconButton("image", getTranslation("compose.do.picture"));
        button.addClassName("picture");
        button.getElement().setAttribute("data-do", "picture");
        return button;
    }

    private static Span separator() {
        var line = new Span();
        line.addClassName("vr");
        return line;
    }
}
