package org.kantor.webmail.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.kantor.kernel.AccountId;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;

/** What a person searched for: the latest, and those that were saved. */
@ApplicationScoped
public class Searches {

    private static final int MOST_RECENT = 8;
    private static final int MOST_SAVED = 50;
    private static final Setting<List<String>> RECENT = lines("search.recent");
    private static final Setting<List<String>> SAVED = lines("search.saved");

    @Inject
    Settings settings;

    private static Setting<List<String>> lines(String key) {
        return new Setting<>(
                key,
                List.of(),
                text -> text.lines().filter(line -> !line.isBlank()).toList(),
                lines -> String.join("\n", lines));
    }

    /** The latest first. */
    List<String> recent(AccountId account) {
        return settings.get(account, RECENT);
    }

    void searched(AccountId account, String query) {
        var before = recent(account);
        if (before.isEmpty() || !before.getFirst().equals(query)) {
            set(account, RECENT, first(query, before, MOST_RECENT));
        }
    }

    /** In the order in which they were saved, the latest first. */
    List<String> saved(AccountId account) {
        return settings.get(account, SAVED);
    }

    void save(AccountId account, String query) {
        set(account, SAVED, first(query, saved(account), MOST_SAVED));
    }

    /** @return takes it back, to where it was */
    Runnable delete(AccountId account, String query) {
        var before = saved(account);
        set(account, SAVED, before.stream().filter(each -> !each.equals(query)).toList());
        return () -> set(account, SAVED, before);
    }

    private void set(AccountId account, Setting<List<String>> setting, List<String> value) {
        settings.set("web", account, setting, value);
    }

    private static List<String> first(String query, List<String> others, int most) {
        var line = query.replaceAll("\\s+", " ").strip();
        var all = new ArrayList<String>();
        all.add(line);
        others.stream().filter(each -> !each.equals(line)).limit(most - 1L).forEach(all::add);
        return all;
    }
}
