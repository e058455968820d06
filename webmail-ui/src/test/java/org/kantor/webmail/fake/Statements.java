package org.kantor.webmail.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.kantor.testkit.TestDatabase;

/** What {@code docs/benchmarks.md} says of how many SQL statements a view costs. */
public final class Statements {

    private static final String HEADING = "## Statements a view";

    private final Map<String, Integer> documented = new HashMap<>();

    /** @throws IOException without the page */
    public Statements() throws IOException {
        var page = Files.readString(Path.of("../docs/benchmarks.md"));
        page.substring(page.indexOf(HEADING))
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells[2].strip().matches("\\d+"))
                .forEach(cells -> documented.put(cells[1].strip(), Integer.valueOf(cells[2].strip())));
    }

    /** Does what a view does, which has to cost as much as the page says. */
    public void of(String view, TestDatabase db, Runnable work) {
        var statements = db.statements(work);
        assertThat(statements)
                .as("%s: %s", view, String.join("\n", statements))
                .hasSize(documented.getOrDefault(view, -1));
    }
}
