package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Snoozing;

/**
 * Makes the list of a source for one reader.
 *
 * @param opener knows the reader's addresses
 * @param texts finds words in the reader's language
 */
record MessageLists(
        AccountId reader,
        Messages messages,
        Conversations conversations,
        Snoozing snoozing,
        DueDates dueDates,
        MessageOpener opener,
        Clock clock,
        Component texts) {

    /**
     * @param threaded whether conversations stand for their messages, where they can
     * @param search what is found now, for a search
     */
    MessageList of(
            Source from, Tab tab, boolean threaded, Supplier<MailSearch.Found> search, FoldersNow now, Dates dates) {
        var threading = threaded ? new Threading(conversations, opener.mine(), texts.getTranslation("mail.me")) : null;
        var lines = new Lines(reader, dates, threading, dueDates, snoozing, clock);
        var alone = new Lines(reader, dates, null, dueDates, snoozing, clock);
        Function<Mailbox, String> names = folder -> Folders.title(folder, texts);
        return switch (from) {
            case Source.Folder(var mailbox) ->
                new FolderList(
                        messages,
                        lines,
                        from.tabs().contains(Tab.TO_ME) ? new Audiences(conversations, opener.mine()) : null,
                        mailbox,
                        tab);
            case Source.Everywhere everywhere ->
                new EverywhereList(messages, lines, reader, everywhere, now, tab, names);
            case Source.Found found -> new HitList(messages, reader, found, search, now, alone, hit -> null, names);
            case Source.Due due -> {
                var times = new HashMap<Long, Instant>();
                yield new HitList(
                        messages,
                        reader,
                        due,
                        () -> waiting(times),
                        now,
                        alone,
                        hit -> dates.dueGroup(times.getOrDefault(hit.message(), Instant.EPOCH)),
                        names);
            }
        };
    }

    /** What is to be dealt with. @param times filled with the time of each message */
    private MailSearch.Found waiting(Map<Long, Instant> times) {
        var entries = dueDates.list(reader);
        times.clear();
        entries.forEach(entry -> times.put(entry.message(), entry.due()));
        return new MailSearch.Found(
                entries.stream()
                        .map(entry -> new MailSearch.Hit(entry.mailbox(), entry.uid(), entry.message()))
                        .toList(),
                entries.size(),
                true);
    }
}
