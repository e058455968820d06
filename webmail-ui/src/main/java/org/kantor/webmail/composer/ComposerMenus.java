package org.kantor.webmail.composer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kantor.webmail.shell.Menu;

/** The menus at the foot of a composer: when its message leaves, and what else is decided of it. What an entry does is the script's. */
final class ComposerMenus {

    private static final List<Integer> REMIND_DAYS = List.of(1, 3, 7, 14);

    private static final String TEMPLATE = "template";
    private static final String KEEP_TEMPLATE = "keep-template";

    private ComposerMenus() {}

    /** The times are the browser's: {@code composer.js} writes them when the menu opens. */
    static Menu send(Origin origin, Component texts) {
        var menu = new Menu("send-" + UUID.randomUUID(), texts.getTranslation("compose.later"));
        menu.addClassName("send-menu");
        menu.heading(texts.getTranslation("compose.later"));
        timed(menu, texts, "clock", "evening");
        timed(menu, texts, "clock", "tomorrow");
        timed(menu, texts, "calendar", "monday");
        verb(menu.item("calendar", texts.getTranslation("compose.later.pick")), "pick");
        menu.line();
        menu.heading(texts.getTranslation("compose.remind"));
        for (var days : REMIND_DAYS) {
            verb(menu.choice("bell", texts.getTranslation("compose.remind.days", days)), "remind:" + days);
        }
        if (origin.answer()) {
            menu.line();
            var archive = menu.item("archive", texts.getTranslation("compose.sendArchive"));
            archive.add(right(""));
            archive.getElement().setAttribute("data-verb", "sendArchive");
            verb(archive, "send-archive");
        }
        return menu;
    }

    /** What else is decided of a message. */
    static Menu options(Origin origin, Composer.Desk desk, Component texts) {
        var menu = new Menu("options-" + UUID.randomUUID(), texts.getTranslation("compose.options"));
        menu.addClassName("options-menu");
        verb(check(menu, texts, "file-text", "compose.plain"), "plain");
        verb(check(menu, texts, "circle-alert", "compose.important"), "important");
        verb(check(menu, texts, "eye", "compose.receipt"), "receipt");
        verb(check(menu, texts, "server", "compose.report"), "report");
        if (origin.list() != null) {
            verb(menu.item("users", texts.getTranslation("compose.listOnly")), "list");
        }
        if (origin.forwarded() != null) {
            verb(menu.item("mail", texts.getTranslation("compose.whole")), "whole");
        }
        menu.line();
        menu.heading(texts.getTranslation("compose.templates"));
        verb(menu.item("plus", texts.getTranslation("compose.templates.keep")), KEEP_TEMPLATE);
        templates(menu, desk.templates());
        menu.line();
        menu.heading(texts.getTranslation("compose.spelling"));
        for (var language : Identities.LANGUAGES) {
            var item = menu.choice("languages", texts.getTranslation("look.language." + language));
            verb(item, "spelling:" + language);
        }
        return menu;
    }

    /** Puts these templates in the place of those that the menu of options had. */
    static void templates(Menu options, Map<String, String> templates) {
        options.getChildren().filter(item -> does(item, TEMPLATE)).toList().forEach(options::remove);
        var keep = options.getChildren()
                .filter(item -> does(item, KEEP_TEMPLATE))
                .findFirst()
                .orElseThrow();
        templates.forEach((name, html) -> {
            var item = options.item("file", name);
            item.getElement().setProperty("template", html);
            verb(item, TEMPLATE);
            options.addComponentAtIndex(options.indexOf(keep), item);
        });
    }

    private static boolean does(Component item, String verb) {
        return verb.equals(item.getElement().getAttribute("data-do"));
    }

    private static void timed(Menu menu, Component texts, String icon, String when) {
        var item = menu.item(icon, texts.getTranslation("compose.later." + when));
        item.add(right(""));
        verb(item, "later:" + when);
    }

    private static NativeButton check(Menu menu, Component texts, String icon, String key) {
        var item = menu.choice(icon, texts.getTranslation(key));
        item.getElement().setAttribute("role", "menuitemcheckbox");
        return item;
    }

    private static Span right(String text) {
        var right = new Span(text);
        right.addClassNames("r", "num");
        return right;
    }

    private static void verb(NativeButton item, String verb) {
        item.getElement().setAttribute("data-do", verb);
    }
}
