package org.kantor.webmail.composer;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Tag;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.kantor.mail.compose.Draft;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The text of a message or of a signature, with all that {@code editor.js} can do to it. */
@Tag("k-editor")
public final class TextEditor extends HtmlComponent {

    private static final long serialVersionUID = 1;

    /** @param label what is written in it */
    public TextEditor(String label) {
        getElement().setAttribute("data-label", label);
        var labels = JsonNodeFactory.instance.objectNode();
        for (var name : List.of(
                "link",
                "address",
                "words",
                "insert",
                "change",
                "unlink",
                "noLink",
                "table",
                "rows",
                "columns",
                "tableTools",
                "rowAbove",
                "rowBelow",
                "rowRemove",
                "columnBefore",
                "columnAfter",
                "columnRemove",
                "tableRemove",
                "pictureTools",
                "small",
                "fit",
                "original",
                "describe",
                "description",
                "pictureRemove",
                "richAgain",
                "richAgainText",
                "richAgainDo",
                "cancel")) {
            // the script puts what was typed in the place of {0}
            labels.put(name, getTranslation("compose.editor." + name));
        }
        getElement().setPropertyJson("labels", labels);
    }

    /**
     * The text that it begins with.
     *
     * @param html safe; empty for none
     */
    public void load(String html, String text, boolean plain) {
        getElement().callJsFunction("load", html, text, plain);
    }

    /** Puts one of the pictures of signatures where the caret is. @param width in CSS pixels; 0 for its own */
    public void insert(Draft.InlineImage picture, int width) {
        getElement().callJsFunction("insertSigned", picture.contentId(), picture.name(), width);
    }

    /** Pictures of signatures as the script finds them, their addresses by their Content-IDs: what holds editors has them as its property {@code pictures}. */
    public static ObjectNode pictures(Collection<Draft.InlineImage> pictures) {
        var all = JsonNodeFactory.instance.objectNode();
        pictures.forEach(picture -> all.put(
                picture.contentId(),
                "data:" + picture.mediaType() + ";base64," + Base64.getEncoder().encodeToString(picture.content())));
        return all;
    }
}
