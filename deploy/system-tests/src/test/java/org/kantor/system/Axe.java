package org.kantor.system;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** axe-core in a page. */
final class Axe {

    private static final String SCRIPT = script();

    private Axe() {}

    /**
     * The rules of WCAG 2.2 A and AA that the page breaks, each with the first elements that do. The text of a message is left out: it is its sender's. So is how much of a button shows
     * that an open menu lies over: the menu goes before the button is meant.
     */
    static List<String> violations(Page page) {
        if (!(Boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(SCRIPT);
        }
        var violations = (List<?>) page.evaluate("""
                async () => {
                  const run = await axe.run({ exclude: ['iframe'] }, {
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                    resultTypes: ['violations'],
                    iframes: false,
                  });
                  const menus = [...document.querySelectorAll('.menu')].filter((menu) => menu.checkVisibility());
                  const below = (element) => {
                    const box = element.getBoundingClientRect();
                    return menus.some((menu) => {
                      const over = menu.getBoundingClientRect();
                      return !menu.contains(element) && over.left < box.right && over.right > box.left && over.top < box.bottom && over.bottom > box.top;
                    });
                  };
                  const broken = run.violations.map((rule) => ({
                    ...rule,
                    nodes: rule.nodes.filter((node) => rule.id !== 'target-size' || !below(document.querySelector(node.target[0]))),
                  }));
                  return broken.filter((rule) => rule.nodes.length).map((rule) => `${rule.id}: ${rule.nodes.slice(0, 4).map((node) => node.html.slice(0, 160)).join(' | ')}`);
                }""");
        return violations.stream().map(Object::toString).toList();
    }

    private static String script() {
        try (var script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
