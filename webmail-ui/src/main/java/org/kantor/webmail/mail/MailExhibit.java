package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.MailboxId;
import org.kantor.webmail.shell.Exhibit;
import org.kantor.webmail.shell.Face;

/** Mail's lists: rows in every state, a list that waits for its rows, one without any, the folder panel, work on many messages, kinds of files. */
@ApplicationScoped
public class MailExhibit implements Exhibit {

    private static final MailboxId INBOX = new MailboxId(1);
    private static final Place OPEN = new Place(INBOX, 3);
    private static final Place SELECTED = new Place(INBOX, 4);
    private static final String LATIN = "Terlampir faktur dan rekap jam kerja bulan ini";

    @Override
    public List<Section> sections() {
        return List.of(
                new Section("List of mail", list()),
                new Section("List that waits for its rows", waiting()),
                new Section("List without rows", empty()),
                new Section("Folders and labels", folders()),
                new Section("Work on many messages", work()),
                new Section("Kinds of files", files()));
    }

    private static List<Row> rows() {
        return List.of(
                row(1, "Today", "Bob Siregar", "Read", LATIN, "", "", ""),
                row(
                        2,
                        null,
                        "Carol Wijaya, Dave",
                        "Unread, with a label and a file",
                        LATIN,
                        "unread clip",
                        "",
                        "",
                        "cikarang"),
                row(3, null, "Northwind Freight", "Open", LATIN, "", "", ""),
                row(4, null, "Rina Kusuma", "Selected", LATIN, "", "", ""),
                row(5, null, "Tom Brandt", "With a star, answered, muted", LATIN, "starred answered muted", "", ""),
                row(6, null, "Andi Pratama", "To be dealt with, in another folder", LATIN, "", "Fri 15:00", "Archive"),
                row(7, null, "Nadia Rahim", "Should have been dealt with", LATIN, "unread overdue", "Mon", ""),
                row(8, "Yesterday", "", "", "", "", "", ""),
                row(
                        9,
                        null,
                        "Prof. Dr. Ir. Raden Mas Soerjaningrat Kusumawardhani-Notonegoro",
                        "Re: Re: Fwd: Antwort: Lieferzeiten Q1 und Anpassung der Rahmenverträge für alle Werke",
                        "Passt so, danke",
                        "unread clip",
                        "",
                        "",
                        "cikarang",
                        "invoices"),
                row(10, null, "佐藤 美咲", "来週の打ち合わせについて、資料を添付しました", "お世話になっております。", "", "", ""),
                row(11, null, "سارة منصور", "تأكيد حجز قاعة الاجتماعات", "شكرا لكم، تم تأكيد الحجز", "unread", "", ""));
    }

    /** @param marks which of unread, starred, answered, clip, muted and overdue it is */
    private static Row row(
            int number,
            @Nullable String group,
            String people,
            String subject,
            String preview,
            String marks,
            String due,
            String folder,
            String... keywords) {
        var is = Set.of(marks.split(" "));
        var time = "09:" + (59 - number);
        return new Row(
                new Place(INBOX, number),
                number,
                number,
                people,
                people.contains(",") ? 4 : 0,
                Face.initials(people),
                Face.hue(people),
                subject,
                preview,
                time,
                "Wednesday 25 November 2026 " + time,
                is.contains("unread"),
                is.contains("starred"),
                is.contains("answered"),
                is.contains("clip"),
                is.contains("muted"),
                due,
                is.contains("overdue"),
                "",
                Set.of(keywords),
                group,
                folder);
    }

    /** What is done to a row is done in the page alone. */
    private static Component list() {
        var pane = new ListPane(
                asked -> {},
                () -> {},
                place -> {},
                (place, answer) -> {},
                row -> MailGrid.Opening.NONE,
                () -> {},
                tab -> {},
                () -> {},
                () -> {});
        pane.labels(List.of(
                new Label("cikarang", "Cikarang plant", Labels.Hue.TEAL, 5),
                new Label("invoices", "Invoices", Labels.Hue.AMBER, 2)));
        pane.show(new Invented(rows()));
        pane.setOpen(OPEN);
        pane.getElement().executeJs("requestAnimationFrame(() => this.pick($0))", SELECTED.toString());
        return pane;
    }

    private static Component waiting() {
        var waiting = new Div();
        waiting.addClassName("waiting");
        return waiting;
    }

    private static Component empty() {
        var empty = new Div();
        empty.addClassName("empty");
        empty.add(EmptyFolder.of(new Invented(List.of()), empty));
        return empty;
    }

    private static Component folders() {
        var lines = new FolderLines("gallery-add", () -> {});
        lines.show(List.of(
                line("inbox", "inbox", "", "Inbox", 12, true, 0),
                line("starred", "star", "", "Starred", 0, false, 0),
                line("drafts", "file", "", "Drafts", 4, false, 0),
                line("projects", "folder", "", "Projects", 3, true, 0),
                line(
                        "plant",
                        "folder",
                        "h-teal",
                        "Cikarang plant, second line, with a name that is too long",
                        0,
                        false,
                        1),
                FolderLines.Line.heading("Labels", "New label"),
                line("invoices", "", "h-amber", "Invoices", 2, true, 0),
                line("hiring", "", "h-violet", "Hiring", 0, false, 0),
                FolderLines.Line.name("owner", "users", "Bob Siregar"),
                line("shared", "folder", "", "Offers", 8, true, 1)));
        lines.setOpen("gallery?folder=starred");
        var panel = new Div(lines);
        panel.addClassName("nav");
        return panel;
    }

    private static FolderLines.Line line(
            String name, String icon, String dot, String title, int number, boolean bold, int depth) {
        return new FolderLines.Line(
                name, "gallery?folder=" + name, icon, dot, title, number, bold, depth, "", "", "", "", "", "");
    }

    private static Component work() {
        var bar = new BulkBar(1204, () -> {});
        bar.at(412);
        return bar;
    }

    private static Component files() {
        var faces = Stream.of("a.pdf", "a.xlsx", "a.docx", "a.pptx", "a.zip", "a.ics", "a.html", "a")
                .map(name -> FileFace.of(name, ""))
                .toArray(Span[]::new);
        var line = new Div(faces);
        line.addClassName("w");
        return line;
    }

    /** A list of rows that are in no folder. */
    private record Invented(List<Row> rows) implements MessageList {

        @Override
        public Source source() {
            return new Source.All();
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Place place(int row) {
            return row < 0 || row >= rows.size() ? Place.NONE : rows.get(row).place();
        }

        @Override
        public int row(Place place) {
            return IntStream.range(0, rows.size())
                    .filter(row -> place(row).equals(place))
                    .findFirst()
                    .orElse(-1);
        }

        @Override
        public List<Picked> all(Collection<Place> places) {
            return List.of();
        }

        @Override
        public List<Picked> everything() {
            return List.of();
        }

        @Override
        public List<Picked> newest(Collection<Place> places) {
            return List.of();
        }

        @Override
        public long message(Place place) {
            return place.uid();
        }

        @Override
        public int flags(Place place) {
            return 0;
        }

        @Override
        public Instant arrived(Place place) {
            return Instant.EPOCH;
        }

        @Override
        public Update update(boolean hold) {
            return new Update(false, new long[0]);
        }

        @Override
        public List<Row> page(int offset, int limit) {
            return rows.subList(Math.min(offset, rows.size()), Math.min(offset + limit, rows.size()));
        }
    }
}
