package org.kantor.webmail.mail;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.shell.Suggestions.Person;

/** Who has written, by a piece of their name or address, as the index of messages knows them: one query, however much mail there is. */
record PastSenders(Messages messages) {

    /** Messages that are looked at. */
    static final int MOST_MESSAGES = 100;

    /** Finds messages of theirs. */
    static Query query(String text) {
        return new Query.Text(Set.of(WordField.FROM), text, Query.Nearness.WORD);
    }

    /** Whoever wrote most of these first; each address once, with the name of the message found first. */
    List<Person> of(AccountId account, List<MailSearch.Hit> hits, int most) {
        var numbers =
                hits.stream().mapToLong(MailSearch.Hit::message).distinct().toArray();
        if (numbers.length == 0) {
            return List.of();
        }
        var people = new LinkedHashMap<String, Person>();
        var written = new LinkedHashMap<String, Integer>();
        for (var summary : messages.summaries(account, numbers)) {
            var address = summary.sender();
            if (!address.isEmpty()) {
                var key = address.toLowerCase(Locale.ROOT);
                var name = summary.fromName().equals(address) ? "" : summary.fromName();
                people.putIfAbsent(key, new Person(name, address));
                written.merge(key, 1, Integer::sum);
            }
        }
        return written.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue()))
                .limit(most)
                .map(entry -> people.get(entry.getKey()))
                .toList();
    }
}
