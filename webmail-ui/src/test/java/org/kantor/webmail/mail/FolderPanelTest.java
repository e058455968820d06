package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;

/** The order of the lines; titles of a use stand as their keys. */
class FolderPanelTest {

    private static final AccountId ALICE = new AccountId(1);

    private final MemoryMail mail = new MemoryMail();

    private void folder(String name, @Nullable SpecialUse use) {
        if (mail.find(ALICE, name).isEmpty()) {
            mail.create(ALICE, name, use, new Actor("web", "test", ALICE));
        }
    }

    /** What the lines are called, with a dash before it for each folder that one lies in. */
    private List<String> lines() {
        new OpenUi(Locale.ENGLISH);
        var nothing = new Object();
        var panel = new FolderPanel(
                Stand.in(FolderPanel.Acts.class, nothing), Stand.in(FolderPanel.LabelActs.class, nothing), new Div());
        return panel.lines(mail.list(ALICE), Map.of(), Map.of()).stream()
                .map(line -> "-".repeat(line.depth()) + line.title().replaceAll("[!{}]", ""))
                .toList();
    }

    @Test
    void whatLiesInAFolderComesRightAfterItAlsoWhereAnothersNameBeginsAsItsDoes() {
        for (var name : List.of(
                "Invoices 2025", "Invoices", "Invoices/Paid", "Invoices 2025/Old", "Invoices/Open", "Invoices-x")) {
            folder(name, null);
        }
        var lines = lines();
        assertThat(lines.subList(lines.indexOf("folders.other") + 1, lines.size()))
                .containsExactly("Invoices", "-Open", "-Paid", "Invoices 2025", "-Old", "Invoices-x");
    }

    @Test
    void allMailIsBehindTheArchiveAndWhatLiesInItWhereverThatIs() {
        folder("Archive", SpecialUse.ARCHIVE);
        folder("Archive/2025", null);
        folder("Archive/2025/Q1", null);
        folder("Archives", null);
        folder("Trash", SpecialUse.TRASH);
        assertThat(lines())
                .containsSubsequence(
                        "folder.archive", "-2025", "--Q1", "folder.all", "folder.trash", "folders.other", "Archives")
                .containsOnlyOnce("folder.all");
        mail.delete(ALICE, "Trash", new Actor("web", "test", ALICE));
        assertThat(lines()).containsOnlyOnce("folder.all");
    }
}
