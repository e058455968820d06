package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.shell.Menu;

class ComposerMenusTest {

    private static List<String> entries(Menu menu) {
        return menu.getChildren()
                .map(item -> item.getElement().getAttribute("data-do") + " "
                        + item.getElement().getTextRecursively() + " "
                        + item.getElement().getProperty("template", ""))
                .toList();
    }

    @Test
    void theTemplatesStandBeforeTheEntryThatKeepsOneAndAreReplaced() {
        var menu = new Menu("options", "Options");
        menu.item("plus", "Keep").getElement().setAttribute("data-do", "keep-template");
        menu.item("languages", "English").getElement().setAttribute("data-do", "spelling:en");
        ComposerMenus.templates(menu, new TreeMap<>(Map.of("a", "<p>1</p>", "b", "<p>2</p>")));
        assertThat(entries(menu))
                .containsExactly(
                        "template a <p>1</p>", "template b <p>2</p>", "keep-template Keep ", "spelling:en English ");
        ComposerMenus.templates(menu, Map.of("c", "<p>3</p>"));
        assertThat(entries(menu)).containsExactly("template c <p>3</p>", "keep-template Keep ", "spelling:en English ");
    }
}
