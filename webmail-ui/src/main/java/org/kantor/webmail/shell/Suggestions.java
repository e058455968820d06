package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Map;

/** What the search field offers while somebody types, and what it keeps. Asked within the UI's lock, for the person who is signed in. */
public interface Suggestions {

    /** @param word the word that is being typed; may be empty */
    Found find(Component texts, String query, String word);

    /** The names of the addresses that a query names, by address in lower case. */
    Map<String, String> names(String query);

    /** Somebody searched for this. */
    void searched(String query);

    /** Keeps a search in the folder panel. */
    void save(String query);

    /**
     * @param folders names for {@code in:}
     * @param labels names for {@code label:}
     */
    record Found(
            List<Message> messages,
            List<Person> people,
            List<String> folders,
            List<String> labels,
            List<String> recent) {}

    /** @param path the message's address from the application's root */
    record Message(
            String subject, String who, String sender, String folder, String time, String path, boolean unread) {}

    record Person(String name, String address) {}
}
