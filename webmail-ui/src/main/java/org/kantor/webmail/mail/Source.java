package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.SpecialUse;

/** Where the rows of a list come from. */
sealed interface Source {

    /** What leaves a list when it is put somewhere else. */
    List<String> FILING = List.of("archive", "delete", "spam", "move", "snooze", "unsnooze", "mute");

    /** What takes a message out of every list that leaves Trash and Spam out. */
    List<String> REMOVING = List.of("delete", "spam");

    /** One folder. */
    record Folder(Mailbox mailbox) implements Source {
        @Override
        public String kind() {
            var use = Folders.use(mailbox);
            return !use.isEmpty() ? use : Folders.isSnoozed(mailbox) ? "snoozed" : "folder";
        }

        @Override
        public String title(Component texts) {
            return Folders.title(mailbox, texts);
        }

        @Override
        public String address(Place open) {
            return "mail/" + (open.isNone() ? mailbox.id().toString() : open.toString());
        }

        @Override
        public List<Tab> tabs() {
            if (Folders.outgoing(mailbox)) {
                return List.of();
            }
            var aside =
                    Folders.isSnoozed(mailbox) || mailbox.use() == SpecialUse.JUNK || mailbox.use() == SpecialUse.TRASH;
            return aside ? Tab.BY_READING : List.of(Tab.values());
        }

        @Override
        public String empty() {
            return kind().equals("important") ? "folder" : kind();
        }

        @Override
        public List<String> leaving() {
            return FILING;
        }
    }

    /** What lies in all folders but Trash and Spam and is so or so. */
    sealed interface Everywhere extends Source {

        /** Whether a message belongs here. */
        boolean holds(int flags, Set<String> keywords);

        @Override
        default List<String> leaving() {
            return REMOVING;
        }
    }

    /** What has a star. */
    record Starred() implements Everywhere {
        @Override
        public boolean holds(int flags, Set<String> keywords) {
            return (flags & Flags.FLAGGED) != 0;
        }

        @Override
        public String kind() {
            return "starred";
        }

        @Override
        public String title(Component texts) {
            return texts.getTranslation("folder.starred");
        }

        @Override
        public String address(Place open) {
            return "mail/starred" + under(open);
        }
    }

    /** All mail. */
    record All() implements Everywhere {
        @Override
        public boolean holds(int flags, Set<String> keywords) {
            return true;
        }

        @Override
        public String kind() {
            return "everything";
        }

        @Override
        public String title(Component texts) {
            return texts.getTranslation("folder.all");
        }

        @Override
        public String address(Place open) {
            return "mail/all" + under(open);
        }
    }

    /** What has a label. */
    record Labelled(String keyword, String name) implements Everywhere {

        static Labelled of(Label label) {
            return new Labelled(label.keyword(), label.name());
        }

        @Override
        public boolean holds(int flags, Set<String> keywords) {
            return keywords.stream().anyMatch(keyword::equalsIgnoreCase);
        }

        @Override
        public String kind() {
            return "label";
        }

        @Override
        public String title(Component texts) {
            return name;
        }

        @Override
        public String address(Place open) {
            return "mail/label" + under(open) + "?" + MailView.LABEL + "="
                    + URLEncoder.encode(keyword, StandardCharsets.UTF_8);
        }
    }

    /** What is to be dealt with by a time, the earliest first. */
    record Due() implements Source {
        @Override
        public String kind() {
            return "due";
        }

        @Override
        public List<Tab> tabs() {
            return List.of();
        }

        @Override
        public String title(Component texts) {
            return texts.getTranslation("folder.due");
        }

        @Override
        public String address(Place open) {
            return "mail/due" + under(open);
        }

        @Override
        public List<String> leaving() {
            return List.of("delete", "spam", "done");
        }
    }

    /** What a search found. @param inFolder whether it names a folder, so that what is put into another one does not belong here any more */
    record Found(String query, boolean inFolder) implements Source {
        @Override
        public String kind() {
            return "found";
        }

        @Override
        public String title(Component texts) {
            return texts.getTranslation("search.title");
        }

        @Override
        public String address(Place open) {
            var search = "search?" + SearchView.PARAMETER + "=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
            return open.isNone() ? search : search + "&" + SearchView.OPEN + "=" + open.mailbox() + "-" + open.uid();
        }

        @Override
        public List<String> leaving() {
            return inFolder ? List.of() : REMOVING;
        }
    }

    private static String under(Place open) {
        return open.isNone() ? "" : "/" + open;
    }

    /** A word for scripts and style sheets. */
    String kind();

    String title(Component texts);

    /** By which tabs it can be looked at. */
    default List<Tab> tabs() {
        return Tab.BY_READING;
    }

    /** The page's address with a message open in it, or none. */
    String address(Place open);

    /** Which words say that there is nothing: {@code empty.<this>}. */
    default String empty() {
        return kind();
    }

    /** The actions that take a row away, before the server has answered. */
    List<String> leaving();
}
